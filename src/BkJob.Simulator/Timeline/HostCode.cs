namespace BkJob.Simulator.Timeline;

/// <summary>The host statuses that a timeline makes by itself (protocol.md §1.8).</summary>
internal static class HostCode
{
    public const int Waiting = 5;
    public const int Running = 7;
    public const int Succeeded = 9;
    public const int Terminated = 403;
}
