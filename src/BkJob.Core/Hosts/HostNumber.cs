namespace BkJob.Hosts;

/// <summary>The whole numbers that an answer may hold of a host.</summary>
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
