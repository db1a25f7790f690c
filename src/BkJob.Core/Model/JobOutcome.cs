namespace BkJob;

/// <summary>What a <see cref="JobStatus"/> means for the one who waits.</summary>
public enum JobOutcome
{
    /// <summary>A code in no table.</summary>
    Unknown = 0,

    /// <summary>Not started.</summary>
    Pending,

    /// <summary>Running, terminating, or between two batches.</summary>
    Running,

    /// <summary>Stands until a person acts.</summary>
    WaitingForUser,

    /// <summary>Ended well, was skipped, or its error is ignored.</summary>
    Succeeded,

    /// <summary>Ended badly.</summary>
    Failed,

    /// <summary>Ended by a person.</summary>
    Cancelled,
}
