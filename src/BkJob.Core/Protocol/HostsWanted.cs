namespace BkJob.Protocol;

/// <summary>Whether the hosts of a job are wanted one by one, which only its status tells.</summary>
/// <param name="status">The status.</param>
/// <param name="isFinished">Whether it has ended.</param>
internal delegate bool HostsWanted(JobStatus status, bool isFinished);
