namespace BkJob.Streaming;

/// <summary>When the individual hosts of a job are kept. The counts are always kept, and suffice for a poll of a running job.</summary>
internal enum HostRetention
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>Once the job has finished.</summary>
    WhenFinished,

    /// <summary>Once the job has finished, or is awaiting confirmation.</summary>
    WhenFinishedOrWaiting,
}

/// <summary>Determines which hosts of a response are kept.</summary>
/// <param name="AreSent">Whether the server sends them, because they were requested or because it always does.</param>
/// <param name="Retention">When individual hosts are kept.</param>
/// <param name="Filter">Those to keep, by status; null for all.</param>
/// <param name="EmptyIsOmitted">Whether the API omits an empty list.</param>
internal readonly record struct HostOptions(
    bool AreSent, HostRetention Retention = HostRetention.Always, Func<IpStatus, bool>? Filter = null, bool EmptyIsOmitted = false)
{
    public static HostOptions For(JobStatusSchema schema, JobInstanceQuery query) =>
        new(schema.HostsParameter is null || query.IncludeHosts, query.Retention, query.HostFilter, schema.EmptyIsOmitted);

    /// <summary>Whether they are kept, which depends on the status.</summary>
    public bool AreKept(JobStatus status, bool isFinished) => AreSent && (Retention == HostRetention.Always || isFinished
        || (Retention == HostRetention.WhenFinishedOrWaiting && status == JobStatus.WaitingForUser));
}
