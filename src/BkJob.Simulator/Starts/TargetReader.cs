using System.Text.Json;
using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Starts;

/// <summary>Reads the targets of each API.</summary>
internal static class TargetReader
{
    /// <summary>Reads the target of a script or file start. It must be present and not empty.</summary>
    public static TargetSelection ReadTarget(JobCall call)
    {
        var name = call.Api == ServerApis.GatewayV4 ? "execute_target" : "target_server";
        var target = call.Api == ServerApis.EsbV2 ? ReadV2(name => call.Parameters.Json(name))
            : call.Parameters.Json(name) is { } json ? Read(json, call)
            : throw new StartRejectedException(call.Messages.MissingParameter(name));
        return target.IsEmpty ? throw new StartRejectedException(call.Messages.Starts.NoHost) : target;
    }

    /// <summary>Reads the hosts of a variable or of a file source; null if there are none.</summary>
    public static TargetSelection? ReadServer(JsonElement owner, JobCall call) =>
        call.Api == ServerApis.EsbV2 ? ReadV2(name => owner.Field(name))
        : owner.Field("server") is { } server ? Read(server, call)
        : null;

    // The object overrides the lists beside it.
    private static TargetSelection ReadV2(Func<string, JsonElement?> field)
    {
        if (field("target_server") is { } server)
        {
            return new TargetSelection
            {
                Addresses = Addresses(server.Items("ip_list")),
                Groups = [.. server.Items("dynamic_group_id_list").Select(JsonReading.AsText)],
                Nodes = [.. server.Items("topo_node_list").Select(NodeOf)],
            };
        }

        return new TargetSelection
        {
            Addresses = field("ip_list") is { } list ? Addresses(list.EnumerateArray()) : [],
            Groups = field("custom_query_id") is { } groups ? [.. groups.EnumerateArray().Select(JsonReading.AsText)] : [],
        };
    }

    private static TargetSelection Read(JsonElement server, JobCall call)
    {
        var hosts = server.Items(call.Api == ServerApis.GatewayV4 ? "host_list" : "ip_list").ToList();
        var filters = call.Api == ServerApis.GatewayV4 ? server.Items("kube_container_filters").ToList() : [];
        var target = new TargetSelection
        {
            HostIds =
            [
                .. call.Api == ServerApis.GatewayV4 ? [] : server.Items("host_id_list").Select(JsonReading.AsNumber),
                .. hosts.Select(host => host.Number("bk_host_id")).OfType<long>(),
            ],
            Addresses = Addresses(hosts.Where(host => host.Field("bk_host_id") is null)),
            Groups = [.. server.Items("dynamic_group_list").Select(group => group.Text("id")).OfType<string>()],
            Nodes = [.. server.Items("topo_node_list").Select(NodeOf)],
            Containers = [.. filters.Select(filter => ContainerSelection.Read(filter, call))],
        };
        return target is { HasHosts: true, Containers.Count: > 0 }
            ? throw new StartRejectedException(call.Messages.InvalidFields([("executeTarget", call.Messages.InvalidParameters.Message)]))
            : target;
    }

    // The server ignores an address without a cloud area.
    private static (long CloudId, string Ip)[] Addresses(IEnumerable<JsonElement> hosts) =>
    [
        .. hosts
            .Select(host => (CloudId: host.Number("bk_cloud_id"), Ip: host.Text("ip")))
            .Where(host => host is { CloudId: not null, Ip.Length: > 0 })
            .Select(host => (host.CloudId!.Value, host.Ip!)),
    ];

    private static string NodeOf(JsonElement node) => $"{node.Text("node_type")}/{node.Number("id")}";
}
