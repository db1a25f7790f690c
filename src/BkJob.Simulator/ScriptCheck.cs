using System.Diagnostics.CodeAnalysis;
using BkJob.Simulator.Hosts;

namespace BkJob.Simulator;

/// <summary>Validates scripts; the error names the field.</summary>
internal static class ScriptCheck
{
    // Thirty years: longer than any demo, and far below the overflow of times.
    private const double MaxSeconds = 1e9;

    public static void Throw(SimulatedJob job)
    {
        Demand(job.Id >= 1, "A job's id must be at least 1.");
        Demand(
            IsTime(job.TerminatedAfter) && IsTime(job.TerminatingFor) && IsTime(job.EngineDelay),
            $"A job's times must be from 0 to {MaxSeconds} seconds.");
        Demand(job.DropEvents >= 0, "A job's drop_events must not be negative.");
        foreach (var step in job.Steps)
        {
            Throw(step);
        }
    }

    private static void Throw(SimulatedStep? step)
    {
        Demand(step is not null, "A step must not be null.");
        Demand(step.Hosts is >= 0 and <= HostAddress.Limit, $"A step's hosts must be from 0 to {HostAddress.Limit}.");
        Demand(step.Containers is >= 0 and <= HostAddress.Limit, $"A step's containers must be from 0 to {HostAddress.Limit}.");
        Demand(
            step.FailedHosts >= 0 && step.FailedHosts <= step.Targets,
            "A step's failed hosts must be from 0 to its hosts and containers.");
        Demand(step.FirstHostId is null or >= 1, "A step's first host id must be at least 1.");
        Demand(step.FailureCodes is not { Count: 0 }, "A step's failure codes must not be empty.");
        Demand(
            step.RetryFailures is not { } failures || failures.All(count => count >= 0 && count <= step.FailedHosts),
            "A step's retry failures must be from 0 to its failed hosts.");
        Demand(step.Batches is >= 1 and <= 1000, "A step's batches must be from 1 to 1000.");
        Demand(step.LogLines >= 0 && step.LogBytes is null or >= 1, "A step's log must not be negative in size.");
        Demand(
            step.MissingLogs >= 0 && step.LostLogs >= 0 && (long)step.MissingLogs + step.LostLogs <= step.Targets,
            "A step's missing and lost logs must be from 0 to its hosts and containers.");
        Demand(step.Output is not { Count: 0 } && step.FailureOutput is not { Count: 0 }, "A step's output must not be empty.");
        Demand(step.Files is >= 0 and <= 1000, "A step's files must be from 0 to 1000.");
        Demand(
            IsTime(step.LateChunkSeconds) && IsTime(step.RetryAt) && IsTime(step.RewrittenAt) && IsTime(step.GapFilledAt)
                && IsTime(step.Seconds) && IsTime(step.BatchPause) && IsTime(step.ConfirmedAfter)
                && IsTime(step.RetriedAfter) && IsTime(step.RetrySeconds),
            $"A step's times must be from 0 to {MaxSeconds} seconds.");
    }

    private static bool IsTime(double? seconds) => seconds is null or (>= 0 and <= MaxSeconds);

    private static void Demand([DoesNotReturnIf(false)] bool holds, string words)
    {
        if (!holds)
        {
            throw new ArgumentException(words);
        }
    }
}
