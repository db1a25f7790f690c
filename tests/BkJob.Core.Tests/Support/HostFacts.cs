namespace BkJob.Core.Tests.Support;

/// <summary>The counts of a <see cref="HostSummary"/>, to compare.</summary>
internal sealed record HostFacts(
    int Total, int Succeeded = 0, int Running = 0, int Waiting = 0, int Terminated = 0, int Unknown = 0, int Failed = 0)
{
    public static HostFacts Of(HostSummary? hosts) => new(
        hosts!.Total, hosts.Succeeded, hosts.Running, hosts.Waiting, hosts.Terminated, hosts.Unknown, hosts.Failed);
}
