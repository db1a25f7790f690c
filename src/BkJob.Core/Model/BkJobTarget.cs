using BkJob.Starts;

namespace BkJob;

/// <summary>
/// The hosts that a step runs on: static ones, and nodes and groups whose hosts the server determines when the job starts; or the containers.
/// </summary>
public sealed class BkJobTarget
{
    internal BkJobTarget()
    {
    }

    /// <summary>Host IDs of the CMDB (<c>bk_host_id</c>); empty before Job 3.7, which identifies hosts by address only.</summary>
    public IReadOnlyList<long> HostIds { get; internal init; } = new ItemList<long>([]);

    /// <summary>Addresses with their cloud area, such as <c>0:10.0.0.7</c>. A host with an ID and an address is in both lists.</summary>
    public IReadOnlyList<string> Addresses { get; internal init; } = new ItemList<string>([]);

    /// <summary>Nodes of the business topology, such as <c>topo:module/1000</c>.</summary>
    public IReadOnlyList<string> TopologyNodes { get; internal init; } = new ItemList<string>([]);

    /// <summary>Dynamic groups of the CMDB, such as <c>group:blo8gojho0skft7pr5q0</c>.</summary>
    public IReadOnlyList<string> DynamicGroups { get; internal init; } = new ItemList<string>([]);

    /// <summary>The number of static hosts. Those of nodes and groups, and containers, are not known before the start.</summary>
    public int Count { get; internal init; }

    /// <summary>The static hosts, each with what is known of its identity.</summary>
    internal IReadOnlyList<TargetHost> Hosts { get; init; } = [];

    /// <summary>
    /// Filters of containers, in the notation of <see cref="ContainerFilter"/>. Only a user can specify them: no API returns any. A target
    /// contains either hosts or containers.
    /// </summary>
    internal IReadOnlyList<string> ContainerFilters { get; init; } = [];

    /// <summary>What only the server can resolve: nodes, groups and filters of containers.</summary>
    internal IReadOnlyList<string> DynamicParts => [.. TopologyNodes, .. DynamicGroups, .. ContainerFilters];

    /// <summary>Whether it contains neither hosts nor containers.</summary>
    internal bool IsEmpty => Count + DynamicParts.Count == 0;

    /// <summary>The first 20 of its hosts, nodes, groups and filters; hosts by address if they have one.</summary>
    public override string ToString()
    {
        IEnumerable<string> hosts = Hosts.Select(host => host.Address ?? FormattableString.Invariant($"{host.Id}"));
        return TerminalText.Sanitize(new ItemList<string>([.. hosts, .. DynamicParts]).ToString());
    }
}
