namespace BkJob;

/// <summary>What is remembered of a job instance: not its hosts, of which there can be fifty thousand.</summary>
/// <param name="Id">Its id.</param>
/// <param name="BizId">The business, as the server said; null where it left it out.</param>
/// <param name="Name">What is displayed of its name.</param>
/// <param name="Status">Its status at that time.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record RecentJob(long Id, long? BizId, string Name, JobStatus Status, IReadOnlyList<RecentStep> Steps);

/// <summary>What is remembered of a step.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What is displayed of its name; empty where the server gives none.</param>
/// <param name="Status">Its status at that time.</param>
internal sealed record RecentStep(long Id, string Name, JobStatus Status);
