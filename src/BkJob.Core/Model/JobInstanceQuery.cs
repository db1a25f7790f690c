using BkJob.Streaming;

namespace BkJob;

/// <summary>Requests one job instance.</summary>
/// <param name="JobInstanceId">The job instance, 1 or more.</param>
/// <param name="Scope">The business or set of businesses that it belongs to.</param>
public sealed record JobInstanceQuery(long JobInstanceId, JobScope Scope) : BkJobRequest(Scope)
{
    /// <summary>Whether to request the hosts. ESB v2 has no choice: it always sends them.</summary>
    public bool IncludeHosts { get; init; }

    /// <summary>Which hosts to keep, by status; null for all. All hosts are counted in any case.</summary>
    public Func<IpStatus, bool>? HostFilter { get; init; }

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"job_instance_id={JobInstanceId}");

    /// <summary>
    /// Whether a command depends on the response, which must then be of the requested scope. Job IDs are unique on a server, so a read
    /// returns the job as it is, with the scope that the server states.
    /// </summary>
    internal bool IsOfCommand { get; init; }

    /// <summary>When the hosts are kept one by one.</summary>
    internal HostRetention Retention { get; init; }
}
