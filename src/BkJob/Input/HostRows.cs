namespace BkJob;

/// <summary>The hosts that rows identify. Fifty thousand rows can be compared with as many hosts, so they are found by ID and by address.</summary>
internal sealed class HostRows
{
    private readonly HashSet<HostRow> _missing;
    private readonly ILookup<long, HostRow> _byId;
    private readonly ILookup<string, HostRow> _byAddress;

    /// <param name="rows">The rows; those of one host count once.</param>
    public HostRows(IReadOnlyCollection<HostRow> rows)
    {
        _missing = [.. rows];
        _byId = _missing.Where(row => row.HostId is not null).ToLookup(row => row.HostId!.Value);
        _byAddress = _missing.Where(row => row.Address is not null).ToLookup(row => row.Address!, StringComparer.Ordinal);
    }

    /// <summary>The rows that no host matched.</summary>
    public IEnumerable<HostRow> Missing => _missing;

    /// <summary>Whether a row identifies a host; the row is then not missing.</summary>
    public bool IsMatch(StepIpStatus host)
    {
        HostRow[] matching = [.. FindCandidates(host).Where(row => row.IsMatch(host))];
        _missing.ExceptWith(matching);
        return matching.Length > 0;
    }

    private IEnumerable<HostRow> FindCandidates(StepIpStatus host) =>
        new[] { host.Ip, host.Ipv6, host.ContainerId, host.ContainerName, HostRow.GetAddress(host) }.OfType<string>().Distinct(StringComparer.Ordinal).SelectMany(address => _byAddress[address])
            .Concat(host.HostId is { } id ? _byId[id] : []);
}
