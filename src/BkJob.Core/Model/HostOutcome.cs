namespace BkJob;

/// <summary>The meaning of an <see cref="IpStatus"/>.</summary>
public enum HostOutcome
{
    /// <summary>The server does not know the state, or returned an unknown code.</summary>
    Unknown = 0,

    /// <summary>Not run yet.</summary>
    Waiting,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Succeeded.</summary>
    Succeeded,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Was terminated.</summary>
    Terminated,
}
