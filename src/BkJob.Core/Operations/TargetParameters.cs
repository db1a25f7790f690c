using BkJob.Protocol;
using BkJob.Starts;

namespace BkJob.Operations;

/// <summary>Writes targets, which each API names and structures in its own way (protocol-actions.md §4.3, §4.4, §4.6).</summary>
internal static class TargetParameters
{
    /// <summary>Writes the target of a start.</summary>
    public static void Write(ParameterWriter parameters, BkJobTarget target) => parameters.Object(
        parameters.Api.Api == BkJobApi.GatewayV4 ? "execute_target" : "target_server", server => WriteHosts(server, target));

    /// <summary>Writes the hosts, nodes, groups and containers of a target as properties of an object.</summary>
    public static void WriteHosts(ParameterWriter server, BkJobTarget target)
    {
        TargetParts parts = TargetParts.For(target, server.Api.Api);
        if (server.Api.Api == BkJobApi.GatewayV4)
        {
            WriteHostsV4(server, parts);
        }
        else
        {
            if (parts.HostIds.Count > 0)
            {
                server.Numbers("host_id_list", parts.HostIds);
            }

            if (parts.Addresses.Count > 0)
            {
                server.Objects("ip_list", parts.Addresses, WriteAddress);
            }
        }

        WriteGroups(server, parts.Groups);
        if (parts.Nodes.Count > 0)
        {
            server.Objects("topo_node_list", parts.Nodes, static (node, part) =>
            {
                node.Number("id", part.Id);
                node.Text("node_type", part.Level);
            });
        }

        if (parts.Containers.Count > 0)
        {
            server.Objects("kube_container_filters", parts.Containers, WriteContainers);
        }
    }

    private static void WriteContainers(ParameterWriter writer, ContainerFilter filter)
    {
        WriteNames(writer, "kube_cluster_filter", "cluster_uid_list", filter.Clusters);
        WriteNames(writer, "kube_namespace_filter", "namespace_name_list", filter.Namespaces);
        if (filter.WorkloadKind is { } kind)
        {
            writer.Object("kube_workload_filter", workload =>
            {
                workload.Text("kind", kind);
                WriteNames(workload, "workload_name_list", filter.Workloads);
            });
        }

        if (filter.Pods.Count > 0 || filter.Label is not null)
        {
            writer.Object("kube_pod_filter", pod =>
            {
                WriteNames(pod, "pod_name_list", filter.Pods);
                pod.Text("label_selector_expr", filter.Label);
            });
        }

        WriteNames(writer, "kube_container_prop_filter", "container_name_list", filter.Containers);
        if (filter.IsWholeCluster)
        {
            writer.Flag("execute_in_whole_cluster", true);
        }
    }

    private static void WriteNames(ParameterWriter writer, string filter, string list, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            writer.Object(filter, part => WriteNames(part, list, names));
        }
    }

    private static void WriteNames(ParameterWriter filter, string list, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            filter.Texts(list, names);
        }
    }

    private static void WriteHostsV4(ParameterWriter server, TargetParts parts)
    {
        IReadOnlyList<(long? Id, CloudAddress Address)> hosts =
            [.. parts.HostIds.Select(id => ((long?)id, default(CloudAddress))), .. parts.Addresses.Select(address => ((long?)null, address))];
        if (hosts.Count == 0)
        {
            return;
        }

        server.Objects("host_list", hosts, static (host, part) =>
        {
            if (part.Id is { } id)
            {
                host.Number("bk_host_id", id);
            }
            else
            {
                WriteAddress(host, part.Address);
            }
        });
    }

    private static void WriteGroups(ParameterWriter server, IReadOnlyList<string> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        if (server.Api.Api == BkJobApi.EsbV2)
        {
            server.Texts("dynamic_group_id_list", groups);
        }
        else
        {
            server.Objects("dynamic_group_list", groups, static (group, id) => group.Text("id", id));
        }
    }

    private static void WriteAddress(ParameterWriter host, CloudAddress address)
    {
        host.Number("bk_cloud_id", address.CloudId);
        host.Text("ip", address.Ip);
    }
}
