using System.Globalization;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>The parts of a target as an API accepts them: each host either by ID or by address, so that none is sent twice.</summary>
/// <param name="HostIds">Host IDs.</param>
/// <param name="Addresses">Hosts without an ID, or all hosts if the API has no IDs.</param>
/// <param name="Nodes">Nodes of the business topology.</param>
/// <param name="Groups">IDs of dynamic groups.</param>
/// <param name="Containers">Filters of containers.</param>
internal sealed record TargetParts(
    IReadOnlyList<long> HostIds, IReadOnlyList<CloudAddress> Addresses, IReadOnlyList<(string Level, long Id)> Nodes, IReadOnlyList<string> Groups,
    IReadOnlyList<ContainerFilter> Containers)
{
    /// <summary>Selects what to send.</summary>
    /// <param name="target">The target.</param>
    /// <param name="api">The API of the request.</param>
    /// <exception cref="BkJobException">The API cannot identify one of the hosts (<see cref="BkJobErrorKind.NotSupported"/>).</exception>
    public static TargetParts For(BkJobTarget target, BkJobApi api)
    {
        var ids = new List<long>();
        var addresses = new List<CloudAddress>();
        foreach (TargetHost host in target.Hosts)
        {
            if (host.Id is { } id && api != BkJobApi.EsbV2)
            {
                ids.Add(id);
            }
            else if (host.Address is { } text && CloudAddress.TryParse(text, out CloudAddress address))
            {
                addresses.Add(address);
            }
            else
            {
                throw CreateNotSupported(host, api);
            }
        }

        return new TargetParts(
            ids,
            addresses,
            [.. target.TopologyNodes.Select(ParseNode)],
            [.. target.DynamicGroups.Select(GetId)],
            [.. target.ContainerFilters.Select(ContainerFilter.Parse)]);
    }

    private static BkJobException CreateNotSupported(TargetHost host, BkJobApi api) => new(
        BkJobErrorKind.NotSupported,
        host.Id is { } id ? CoreMessages.FormatTargetHostIdNotSupported(id, api) : CoreMessages.FormatTargetIpv6(TerminalText.Sanitize(host.Address)))
    {
        Hint = ErrorHint.HostNotSupported,
        SuggestedApis = [BkJobApi.EsbV3, BkJobApi.GatewayV3],
    };

    private static (string Level, long Id) ParseNode(string text)
    {
        string node = GetId(text);
        int slash = node.LastIndexOf('/');
        return (node[..slash], long.Parse(node[(slash + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>What follows the kind of a node or group, as in <c>group:ID</c>.</summary>
    private static string GetId(string text) => text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
