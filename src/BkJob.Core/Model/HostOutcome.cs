namespace BkJob;

/// <summary>What an <see cref="IpStatus"/> means for the one who looks after the host.</summary>
public enum HostOutcome
{
    /// <summary>The server does not know, or sent a code in no table.</summary>
    Unknown = 0,

    /// <summary>Not run yet.</summary>
    Waiting,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Succeeded,

    /// <summary>Ended badly.</summary>
    Failed,

    /// <summary>Was terminated.</summary>
    Terminated,
}
