namespace BkJob;

/// <summary>A question about one job instance.</summary>
/// <param name="JobInstanceId">The job instance, 1 or more.</param>
/// <param name="Scope">Where it lives.</param>
public sealed record JobInstanceQuery(long JobInstanceId, JobScope Scope)
{
    /// <summary>Whether to ask for the hosts. ESB v2 has no choice: it always sends them.</summary>
    public bool IncludeHosts { get; init; }

    /// <summary>Which hosts to keep, by status; null for all. They are counted all the same.</summary>
    public Func<IpStatus, bool>? HostFilter { get; init; }

    /// <summary>Identifies where the request is sent; copied to the job that is read. Opaque to the core.</summary>
    internal object? Origin { get; init; }

    /// <summary>Whether what is sent and received is told as text (<see cref="RequestEvent.Sent"/>), for those who look for a fault.</summary>
    public bool IsTraced { get; init; }
}
