namespace BkJob;

/// <summary>The details of a job instance that completion keeps: not its hosts, of which there can be fifty thousand.</summary>
/// <param name="Id">The ID.</param>
/// <param name="BizId">The business, as returned by the server; null if omitted.</param>
/// <param name="Name">The displayed name.</param>
/// <param name="Status">Its status at that time.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record RecentJob(long Id, long? BizId, string Name, JobStatus Status, IReadOnlyList<RecentStep> Steps);

/// <summary>The details of a step that completion keeps.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The displayed name; empty if the server returns none.</param>
/// <param name="Status">Its status at that time.</param>
internal sealed record RecentStep(long Id, string Name, JobStatus Status);
