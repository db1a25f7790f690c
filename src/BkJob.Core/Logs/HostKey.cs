namespace BkJob.Logs;

/// <summary>
/// Identifies the host of a row. Rows of different calls and versions have different parts of an identity, so a row is matched by any part
/// that both sides have, the most specific first (protocol-actions.md §1.4).
/// </summary>
/// <param name="HostId">Host ID of the CMDB.</param>
/// <param name="CloudId">Cloud area.</param>
/// <param name="Ip">IPv4 address.</param>
/// <param name="Ipv6">IPv6 address.</param>
/// <param name="Container">Number of the container (<c>container.id</c>).</param>
internal readonly record struct HostKey(long? HostId, long? CloudId, string? Ip, string? Ipv6 = null, long? Container = null)
{
    /// <summary>Identifies a container.</summary>
    public HostKey(long? container)
        : this(null, null, null, null, container)
    {
    }

    /// <summary>Identifies nothing.</summary>
    public static HostKey None { get; }

    /// <summary>The identity of a host of a status.</summary>
    public static HostKey Of(StepIpStatus host) => new(host.HostId, host.CloudId, host.Ip, host.Ipv6, host.ContainerNumber);

    /// <summary>
    /// Whether a request for logs can identify the host: by its container, its ID, or its IPv4 address. Of a host that has only IPv6, ESB v2
    /// returns none of them.
    /// </summary>
    public bool IsRequestable => Container is not null || HostId is not null || Ip is not null;

    /// <summary>The parts by which a row can be found, the most specific first. A part that a host does not have is omitted.</summary>
    public IEnumerable<(char Kind, long Number, string? Address)> Parts
    {
        get
        {
            if (Container is { } container)
            {
                yield return ('c', container, null);
            }

            if (HostId is { } id)
            {
                yield return ('h', id, null);
            }

            if (Ip is not null)
            {
                yield return ('4', CloudId ?? 0, Ip);
            }

            if (Ipv6 is not null)
            {
                yield return ('6', CloudId ?? 0, Ipv6);
            }
        }
    }

    /// <summary>Whether two identities have a part in common.</summary>
    public bool Matches(HostKey other) => Parts.Intersect(other.Parts).Any();
}
