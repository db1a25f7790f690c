using System.Security;

namespace BkJob;

/// <summary>What is requested from a server.</summary>
/// <param name="Scope">The business or business set of the request.</param>
public abstract record BkJobRequest(JobScope Scope)
{
    /// <summary>Whether the event of the request contains what was sent and received (<see cref="RequestEvent.Sent"/>).</summary>
    public bool IsTraced { get; init; }

    /// <summary>The requested object as a parameter of the API, such as <c>job_instance_id=100</c>.</summary>
    public abstract string Subject { get; }

    /// <summary>The secrets that it contains. A server can return them in its response, from which they are redacted.</summary>
    internal virtual IReadOnlyList<SecureString> Secrets => [];

    /// <summary>Identifies where the request is sent; copied to the job that is read. Opaque to the core.</summary>
    internal object? Origin { get; init; }
}
