namespace BkJob;

/// <summary>Accepts statuses of jobs, by name and by any number.</summary>
internal sealed class JobStatusTransformAttribute : StatusTransformAttribute<JobStatus>
{
    /// <inheritdoc/>
    private protected override string Describe(string quoted, string names) => Messages.FormatBadName(quoted, names);
}
