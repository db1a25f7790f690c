namespace BkJob.Hosts;

/// <summary>The texts that an answer may hold of a host.</summary>
internal enum HostText
{
    Ip,
    Ipv6,
    Tag,
    ContainerId,
    ContainerName,
}
