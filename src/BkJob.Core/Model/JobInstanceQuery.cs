namespace BkJob;

/// <summary>A question about one job instance.</summary>
/// <param name="JobInstanceId">The job instance, 1 or more.</param>
/// <param name="Scope">Where it lives.</param>
public sealed record JobInstanceQuery(long JobInstanceId, JobScope Scope)
{
    /// <summary>Whether what is sent and received is told as text (<see cref="RequestEvent.Sent"/>), for those who look for a fault.</summary>
    public bool IsTraced { get; init; }
}
