namespace BkJob;

/// <summary>A query of one job instance.</summary>
/// <param name="JobInstanceId">The job instance, 1 or more.</param>
/// <param name="Scope">Its scope.</param>
public sealed record JobInstanceQuery(long JobInstanceId, JobScope Scope)
{
    /// <summary>Whether to request the hosts. ESB v2 always returns them.</summary>
    public bool IncludeHosts { get; init; }

    /// <summary>Which hosts to keep, by status; null for all. All hosts are counted.</summary>
    public Func<IpStatus, bool>? HostFilter { get; init; }

    /// <summary>Identifies where the request is sent; copied to the job that is read. Opaque to the core.</summary>
    internal object? Origin { get; init; }

    /// <summary>Whether the request and the response are logged as text (<see cref="RequestEvent.Sent"/>), for diagnosis.</summary>
    public bool IsTraced { get; init; }
}
