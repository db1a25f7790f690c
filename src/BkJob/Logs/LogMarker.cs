using System.Globalization;
using BkJob.Logs;

namespace BkJob;

/// <summary>The lines between those of followed logs.</summary>
internal static class LogMarker
{
    /// <summary>The host prints messages with the first tag like those of Write-Host.</summary>
    public static readonly string[] Tags = ["PSHOST", "BkJobLog"];

    /// <summary>States that a host has ended.</summary>
    public static string Format(StepIpStatus host)
    {
        string name = TerminalText.Sanitize(host.Ip ?? host.Ipv6 ?? host.ContainerName ?? "?");
        return host.ExitCode is { } code
            ? Messages.FormatHostEndedWithCode(name, host.Status, code.ToString(CultureInfo.InvariantCulture))
            : Messages.FormatHostEnded(name, host.Status);
    }

    /// <summary>States that the server could not be read.</summary>
    public static string Format(FollowRetrying retrying) => string.Create(
        CultureInfo.InvariantCulture,
        $"Job instance {retrying.Query.JobInstanceId}: {retrying.Fault.Message} Retrying in {retrying.RetryIn.TotalSeconds:0.0} s.");
}
