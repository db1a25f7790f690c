namespace BkJob.Streaming;

/// <summary>The texts of a host in a response.</summary>
internal enum HostText
{
    Ip,
    Ipv6,
    Tag,
    ContainerId,
    ContainerName,
}
