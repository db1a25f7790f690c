namespace BkJob;

/// <summary>What happens after a batch of a rolling step (<c>mode</c>).</summary>
public enum RollingMode
{
    /// <summary>The next batch starts; after a failure, the step stops.</summary>
    PauseOnFailure = 1,

    /// <summary>The next batch starts, also after a failure.</summary>
    IgnoreFailure = 2,

    /// <summary>The step waits until a user starts the next batch (Resume-BkJobStep).</summary>
    Manual = 3,
}
