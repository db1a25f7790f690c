using System.Globalization;
using BkJob.Logs;

namespace BkJob;

/// <summary>The lines between those of followed logs.</summary>
internal static class LogMarker
{
    /// <summary>The host prints messages with the first tag like those of Write-Host.</summary>
    public static readonly string[] Tags = ["PSHOST", "BkJobLog"];

    /// <summary>States which step the following lines are of.</summary>
    /// <param name="jobInstanceId">The job; null if only one is followed.</param>
    /// <param name="stepInstanceId">The step.</param>
    /// <param name="name">The name of the step.</param>
    public static string FormatStep(long? jobInstanceId, long stepInstanceId, string? name) => jobInstanceId is { } job
        ? Messages.FormatFollowStepOfJob(job, stepInstanceId, TerminalText.Sanitize(name))
        : Messages.FormatFollowStep(stepInstanceId, TerminalText.Sanitize(name));

    /// <summary>States that a host has ended.</summary>
    public static string Format(StepIpStatus host)
    {
        string name = TerminalText.Sanitize(host.Ip ?? host.Ipv6 ?? host.ContainerName ?? (host.HostId is { } id ? string.Create(CultureInfo.InvariantCulture, $"#{id}") : "?"));
        return host.ExitCode is { } code
            ? Messages.FormatHostEndedWithCode(name, host.Status, code.ToString(CultureInfo.InvariantCulture))
            : Messages.FormatHostEnded(name, host.Status);
    }

    /// <summary>States that the server could not be read.</summary>
    public static string Format(FollowRetrying retrying) => string.Create(
        CultureInfo.InvariantCulture,
        $"Job instance {retrying.Query.JobInstanceId}: {retrying.Fault.Message} Retrying in {retrying.RetryIn.TotalSeconds:0.0} s.");
}
