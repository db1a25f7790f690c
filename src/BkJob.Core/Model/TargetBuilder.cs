namespace BkJob;

/// <summary>Builds a target. A host, node, group or filter that is added twice counts once, whether by ID or by address.</summary>
internal sealed class TargetBuilder
{
    // Null at the place of a host that turned out to be another one of the list.
    private readonly List<TargetHost?> _hosts = [];
    private readonly Dictionary<long, int> _byId = [];
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly UniqueList _nodes = new();
    private readonly UniqueList _groups = new();
    private readonly UniqueList _containers = new();

    /// <summary>Adds a host; the ID, the address, or both are known.</summary>
    public void AddHost(long? id, string? address)
    {
        int? sameId = id is { } number && _byId.TryGetValue(number, out int index) ? index : null;
        int? sameAddress = address is not null && _byAddress.TryGetValue(address, out index) ? index : null;
        if (sameAddress is { } other && id is not null && _hosts[other]!.Value.Id is { } otherId && otherId != id)
        {
            // The ID of a host that was added to the CMDB anew, or an address that was given to another host.
            sameAddress = null;
        }

        int place = sameId ?? sameAddress ?? Append();
        if (sameAddress is { } duplicate && duplicate != place)
        {
            _hosts[duplicate] = null;
        }

        TargetHost host = _hosts[place]!.Value;
        _hosts[place] = host = new TargetHost(host.Id ?? id, host.Address ?? address);
        Index(host, place);
    }

    /// <summary>Adds a node of the business topology.</summary>
    public void AddNode(string level, long id) => _nodes.Add(FormattableString.Invariant($"topo:{level}/{id}"));

    /// <summary>Adds a dynamic group.</summary>
    public void AddGroup(string id) => _groups.Add($"group:{id}");

    /// <summary>Adds a filter of containers, in its notation.</summary>
    public void AddContainers(string filter) => _containers.Add(filter);

    /// <summary>Adds everything that another target contains.</summary>
    public void Add(BkJobTarget target)
    {
        foreach (TargetHost host in target.Hosts)
        {
            AddHost(host.Id, host.Address);
        }

        AddDynamicParts(target);
    }

    /// <summary>Adds the nodes, groups and filters that another target contains.</summary>
    public void AddDynamicParts(BkJobTarget target)
    {
        foreach (string node in target.TopologyNodes)
        {
            _nodes.Add(node);
        }

        foreach (string group in target.DynamicGroups)
        {
            _groups.Add(group);
        }

        foreach (string filter in target.ContainerFilters)
        {
            _containers.Add(filter);
        }
    }

    /// <summary>Creates the target.</summary>
    public BkJobTarget Build()
    {
        TargetHost[] hosts = [.. _hosts.OfType<TargetHost>()];
        return new BkJobTarget
        {
            Hosts = hosts,
            HostIds = new ItemList<long>([.. hosts.Select(host => host.Id).OfType<long>()]),
            Addresses = new ItemList<string>([.. hosts.Select(host => host.Address).OfType<string>()]),
            TopologyNodes = new ItemList<string>(_nodes.ToArray()),
            DynamicGroups = new ItemList<string>(_groups.ToArray()),
            ContainerFilters = _containers.ToArray(),
            Count = hosts.Length,
        };
    }

    private int Append()
    {
        _hosts.Add(default(TargetHost));
        return _hosts.Count - 1;
    }

    private void Index(TargetHost host, int place)
    {
        if (host.Id is { } id)
        {
            _byId[id] = place;
        }

        if (host.Address is { } address)
        {
            _byAddress[address] = place;
        }
    }

    /// <summary>Different texts in the order in which they were added.</summary>
    private sealed class UniqueList
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly List<string> _items = [];

        public void Add(string item)
        {
            if (_known.Add(item))
            {
                _items.Add(item);
            }
        }

        public string[] ToArray() => [.. _items];
    }
}
