using System.Security;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>Requests that the server creates a job, and starts it.</summary>
/// <param name="Scope">The business or business set.</param>
internal abstract record StartRequest(JobScope Scope) : BkJobRequest(Scope)
{
    /// <summary>
    /// Whether the job is only created, and started by another request. Job 3.9 and earlier ignore the parameter and start the job; ESB v2
    /// has no such parameter (protocol-actions.md §4).
    /// </summary>
    public virtual bool IsStartedSeparately => true;

    /// <summary>Whether an API that starts the job immediately can't be used.</summary>
    public bool MustNotStart { get; init; }

    /// <summary>The type of the job in the history.</summary>
    public abstract JobType Type { get; }

    /// <summary>The targets of the job.</summary>
    public virtual IEnumerable<BkJobTarget> Targets => [];

    /// <summary>The accounts of the job.</summary>
    public virtual IEnumerable<JobAccount> Accounts => [];

    /// <summary>The address that the server calls when the job has finished; null for none.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The query of the callback, which often authenticates it; null if there is none.</summary>
    internal SecureString? CallbackQuery =>
        CallbackUrl?.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? Secret.ToSecureString(CallbackUrl[start..]) : null;

    /// <inheritdoc/>
    internal override IReadOnlyList<SecureString> Secrets => CallbackQuery is { } query ? [query] : [];
}
