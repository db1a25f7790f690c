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
        var builder = new TargetBuilder();
        foreach (PlanHostDto host in hosts.OfType<PlanHostDto>().Where(host => host.BkHostId is not null || host.Address is not null))
        {
            builder.AddHost(host.BkHostId, host.Address);
        }

        foreach (string id in groups.OfType<string>().Where(id => id.Length > 0))
        {
            builder.AddGroup(id);
        }

        foreach (PlanTopoNodeDto node in (nodes ?? []).OfType<PlanTopoNodeDto>().Where(node => node.Id is not null))
        {
            builder.AddNode(node.NodeType ?? "", node.Id!.Value);
        }

        BkJobTarget target = builder.Build();
        return target.IsEmpty ? null : target;
    }
}
