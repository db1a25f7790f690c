namespace BkJob;

/// <summary>The meaning of a <see cref="JobStatus"/>.</summary>
public enum JobOutcome
{
    /// <summary>An unknown code.</summary>
    Unknown = 0,

    /// <summary>Not started.</summary>
    Pending,

    /// <summary>Running, terminating, or between two batches.</summary>
    Running,

    /// <summary>Blocked until a user acts.</summary>
    WaitingForUser,

    /// <summary>Succeeded, was skipped, or its error was ignored.</summary>
    Succeeded,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Cancelled by a user.</summary>
    Cancelled,
}
