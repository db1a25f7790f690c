using System.Globalization;
using BkJob.Simulator.Hosts;

namespace BkJob.Simulator.Starts;

/// <summary>What a request specifies as the target of a step.</summary>
internal sealed record TargetSelection
{
    private const int GroupSize = 5;
    private const int NodeSize = 20;
    private const int NodeCount = 50;

    public static TargetSelection Empty { get; } = new();

    public IReadOnlyList<long> HostIds { get; init; } = [];

    public IReadOnlyList<(long CloudId, string Ip)> Addresses { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Type and ID, such as module/1000.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    public IReadOnlyList<ContainerSelection> Containers { get; init; } = [];

    public bool IsEmpty => HostIds.Count + Addresses.Count + Groups.Count + Nodes.Count + Containers.Count == 0;

    /// <summary>True if it selects hosts.</summary>
    public bool HasHosts => HostIds.Count + Addresses.Count + Groups.Count + Nodes.Count > 0;

    /// <summary>The default of a host variable.</summary>
    public static TargetSelection DefaultOf(SimulatedPlanVariable variable) => new()
    {
        HostIds = [.. variable.Hosts.Select(host => host.HostId).OfType<long>()],
        Addresses = [.. variable.Hosts.Where(host => host is { HostId: null, Ip: not null }).Select(host => (host.CloudId, host.Ip!))],
        Groups = variable.DynamicGroups,
        Nodes = variable.TopologyNodes,
    };

    /// <summary>The parts as text, in the order of the request.</summary>
    public IReadOnlyList<string> ToTexts() =>
    [
        .. HostIds.Select(id => id.ToString(CultureInfo.InvariantCulture)),
        .. Addresses.Select(TextOf),
        .. Groups.Select(group => $"group:{group}"),
        .. Nodes.Select(node => $"topo:{node}"),
        .. Containers.Select(containers => $"{containers}"),
    ];

    /// <summary>Finds the hosts and containers of a scope.</summary>
    public ResolvedTarget Resolve(StartOptions options)
    {
        var hosts = new SortedSet<int>();
        var invalid = new List<string>();
        foreach (var id in HostIds)
        {
            var isListed = options.InvalidHosts.Contains(id.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
            Add(
                isListed ? null : KnownHost.NumberOf(id, options.KnownHosts),
                string.Create(CultureInfo.InvariantCulture, $"(host_id:{id})"));
        }

        foreach (var address in Addresses)
        {
            var isListed = options.InvalidHosts.Contains(TextOf(address), StringComparer.Ordinal);
            Add(isListed ? null : KnownHost.NumberOf(address.CloudId, address.Ip, options.KnownHosts), $"(ip:{address.Ip})");
        }

        hosts.UnionWith(Groups.Count > 0 ? Enumerable.Range(0, GroupSize) : []);
        hosts.UnionWith(Nodes.SelectMany(HostsOfNode));
        int[] containers =
        [
            .. Enumerable.Range(0, options.Containers.Count)
                .Where(number => Containers.Any(selection => selection.Matches(options.Containers[number]))),
        ];
        return new ResolvedTarget([.. hosts], containers, invalid);

        void Add(int? number, string text)
        {
            if (number is { } known)
            {
                hosts.Add(known);
            }
            else
            {
                invalid.Add(text);
            }
        }
    }

    // Every node has hosts; those of module/1000 are the first ones.
    private static IEnumerable<int> HostsOfNode(string node)
    {
        var id = long.Parse(node.Split('/')[^1], CultureInfo.InvariantCulture);
        return Enumerable.Range((int)(Math.Abs(id) % NodeCount) * NodeSize, NodeSize);
    }

    private static string TextOf((long CloudId, string Ip) address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.CloudId}:{address.Ip}");
}

/// <summary>The hosts and containers of a target.</summary>
/// <param name="Hosts">The numbers of the hosts, in ascending order.</param>
/// <param name="Containers">The numbers of the containers, in ascending order.</param>
/// <param name="Invalid">The hosts that do not belong to the scope, as in an error message.</param>
internal sealed record ResolvedTarget(int[] Hosts, int[] Containers, IReadOnlyList<string> Invalid);
