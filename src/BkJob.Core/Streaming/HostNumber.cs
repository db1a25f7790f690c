namespace BkJob.Streaming;

/// <summary>The integers of a host in a response.</summary>
internal enum HostNumber
{
    Status,
    CloudId,
    HostId,
    ExitCode,
    ErrorCode,

    /// <summary>Milliseconds since 1970, as <see cref="EndTime"/>.</summary>
    StartTime,
    EndTime,

    /// <summary>Milliseconds.</summary>
    TotalTime,
    NodeHostId,
}
