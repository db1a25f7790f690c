namespace BkJob.Streaming;

/// <summary>The column of a value of a host: a text, or a number of a kind.</summary>
internal readonly record struct HostField(HostText? Text, HostNumber? Number, HostNumberKind Kind);

/// <summary>The texts of a host in a response.</summary>
internal enum HostText
{
    Ip,
    Ipv6,
    Tag,
    ContainerId,
    ContainerName,
}

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

    /// <summary>The number of a container (<c>container.id</c>), by which its log is requested.</summary>
    ContainerNumber,
}

/// <summary>The kinds of numbers of a host.</summary>
internal enum HostNumberKind
{
    /// <summary>64 bits.</summary>
    Long,

    /// <summary>32 bits.</summary>
    Int,

    /// <summary>A time, as <see cref="Protocol.JsonValues.TryEpoch(ref long)"/> accepts it.</summary>
    Epoch,

    /// <summary>A duration, as <see cref="Protocol.JsonValues.AreMilliseconds"/> accepts it.</summary>
    Milliseconds,
}
