using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>A host or container of a step at one moment, with the values of v3 and v4.</summary>
/// <param name="step">The script of its step.</param>
/// <param name="place">Its index in the list; the containers follow the hosts.</param>
/// <param name="state">The state of the host.</param>
/// <param name="stepStart">When its step started.</param>
internal readonly struct TargetView(SimulatedStep step, int place, HostState state, DateTimeOffset stepStart)
{
    public bool IsContainer => place >= step.Hosts;

    /// <summary>Its index among the hosts or the containers.</summary>
    public int Index => IsContainer ? place - step.Hosts : place;

    public bool Ipv6Only => step.Ipv6Only;

    public int Status => state.Status;

    /// <summary>Only a script has exit codes.</summary>
    public int? ExitCode => (step.Type, state.Status) switch
    {
        (StepKind.File, _) => null,
        (_, HostCode.Succeeded or HostCode.SucceededBefore) => 0,
        (_, HostCode.NonZeroExit) => step.FailureExitCode,
        _ => null,
    };

    public int ErrorCode =>
        state.HasEnded && state.Status is not (HostCode.Succeeded or HostCode.SucceededBefore) ? step.FailureErrorCode : 0;

    public string Tag => state.HasEnded ? step.Tag : "";

    /// <summary>In milliseconds since 1970, as all times here.</summary>
    public long? StartTime => state.HasStarted ? At(state.Start) : null;

    public long? EndTime => state.HasEnded ? At(state.End) : null;

    public long? TotalTime => EndTime - StartTime;

    /// <summary>The bk_host_id of a host of the step; null if there is none.</summary>
    public long? HostId(int host) => step.FirstHostId + host;

    private long At(TimeSpan sinceStepStart) => (stepStart + sinceStepStart).ToUnixTimeMilliseconds();
}
