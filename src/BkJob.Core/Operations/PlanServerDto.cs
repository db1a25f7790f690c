namespace BkJob.Operations;

/// <summary>A host of a plan.</summary>
internal sealed record PlanHostDto(long? BkHostId, long? BkCloudId, string? Ip, string? Ipv6)
{
    public string? Address => (Ip ?? Ipv6) is not { Length: > 0 } address ? null
        : BkCloudId is { } cloud ? FormattableString.Invariant($"{cloud}:{address}")
        : address;
}

/// <summary>A node of the business topology.</summary>
internal sealed record PlanTopoNodeDto(long? Id, string? NodeType);

/// <summary>A dynamic group.</summary>
internal sealed record PlanGroupDto(string? Id);

/// <summary>The hosts of a step or a variable over v3, or the name of the variable that has them.</summary>
internal sealed record PlanServerDto(
    string? Variable, PlanHostDto?[]? IpList, long?[]? HostIdList, PlanGroupDto?[]? DynamicGroupList, PlanTopoNodeDto?[]? TopoNodeList)
{
    /// <summary>The target; null if it contains nothing.</summary>
    public BkJobTarget? ToTarget() => PlanTargets.Build(
        [.. IpList ?? [], .. (HostIdList ?? []).Select(id => new PlanHostDto(id, null, null, null))],
        (DynamicGroupList ?? []).Select(group => group?.Id),
        TopoNodeList);
}

/// <summary>The hosts of a step or a variable over ESB v2.</summary>
internal sealed record PlanServerV2Dto(PlanHostDto?[]? IpList, string?[]? DynamicGroupIdList, PlanTopoNodeDto?[]? TopoNodeList)
{
    /// <summary>The target; null if it contains nothing.</summary>
    public BkJobTarget? ToTarget() => PlanTargets.Build(IpList ?? [], DynamicGroupIdList ?? [], TopoNodeList);
}

/// <summary>Builds targets from what the server sends.</summary>
internal static class PlanTargets
{
    /// <summary>Builds a target; null if it contains nothing.</summary>
    public static BkJobTarget? Build(PlanHostDto?[] hosts, IEnumerable<string?> groups, PlanTopoNodeDto?[]? nodes)
    {
        // A host that is listed twice runs the step once.
        PlanHostDto[] known = [.. hosts.OfType<PlanHostDto>().Where(host => host.BkHostId is not null || host.Address is not null)
            .DistinctBy(host => host.BkHostId is { } id ? (object)id : host.Address!)];
        var target = new BkJobTarget
        {
            HostIds = new ItemList<long>([.. known.Select(host => host.BkHostId).OfType<long>()]),
            Addresses = new ItemList<string>([.. known.Select(host => host.Address).OfType<string>()]),
            DynamicGroups = new ItemList<string>([.. groups.Where(id => !string.IsNullOrEmpty(id)).Select(id => $"group:{id}")]),
            TopologyNodes = new ItemList<string>(
                [.. (nodes ?? []).Where(node => node?.Id is not null).Select(node => FormattableString.Invariant($"topo:{node!.NodeType}/{node.Id}"))]),
            Count = known.Length,
        };
        return target.IsEmpty ? null : target;
    }
}
