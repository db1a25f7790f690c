using System.Text.Json;
using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Starts;

/// <summary>An item of kube_container_filters (protocol-actions.md §4.4). An empty list selects everything.</summary>
internal sealed record ContainerSelection
{
    public required IReadOnlyList<string> Clusters { get; init; }

    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public string? WorkloadKind { get; init; }

    public IReadOnlyList<string> Workloads { get; init; } = [];

    public IReadOnlyList<string> Pods { get; init; } = [];

    public LabelSelector? Labels { get; init; }

    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Reads an item. It needs a cluster, and a confirmation that the whole cluster is meant if it has nothing else.</summary>
    public static ContainerSelection Read(JsonElement filter, JobCall call)
    {
        var pod = filter.Field("kube_pod_filter");
        var workload = filter.Field("kube_workload_filter");
        var selection = new ContainerSelection
        {
            Clusters = Texts(filter.Field("kube_cluster_filter"), "cluster_uid_list"),
            Namespaces = Texts(filter.Field("kube_namespace_filter"), "namespace_name_list"),
            WorkloadKind = workload?.Text("kind"),
            Workloads = Texts(workload, "workload_name_list"),
            Pods = Texts(pod, "pod_name_list"),
            Labels = pod?.Text("label_selector_expr") is { } labels
                ? LabelSelector.TryParse(labels) ?? throw new StartRejectedException(call.Messages.Starts.InvalidLabels)
                : null,
            Names = Texts(filter.Field("kube_container_prop_filter"), "container_name_list"),
        };
        var isConfirmed = filter.Field("execute_in_whole_cluster") is { ValueKind: JsonValueKind.True };
        return selection.Clusters.Count == 0 || (selection.IsWhole && !isConfirmed)
            ? throw new StartRejectedException(call.Messages.InvalidFields([("kubeContainerFilters", call.Messages.InvalidParameters.Message)]))
            : selection;
    }

    private bool IsWhole => Namespaces.Count + Workloads.Count + Pods.Count + Names.Count == 0 && WorkloadKind is null && Labels is null;

    /// <summary>Whether it selects a container.</summary>
    public bool Matches(SimulatedContainer container)
    {
        var (kind, workload) = container.Workload.Split('/') is [var first, var second] ? (first, second) : ("", "");
        return Clusters.Contains(container.Cluster, StringComparer.Ordinal)
            && IsIn(Namespaces, container.Namespace)
            && (WorkloadKind is null || WorkloadKind == kind)
            && IsIn(Workloads, workload)
            && IsIn(Pods, container.Pod)
            && IsIn(Names, container.Name)
            && Labels?.Matches(container.Labels) is not false;
    }

    /// <summary>The parts as text, in the order of the request.</summary>
    public override string ToString() => string.Join(' ', new[]
    {
        Part("cluster", Clusters), Part("namespace", Namespaces), Part("workload", Workloads, $"{WorkloadKind}/"), Part("pod", Pods),
        Labels is null ? "" : $"label:{Labels}", Part("container", Names),
    }.Where(part => part.Length > 0));

    private static string Part(string name, IReadOnlyList<string> values, string prefix = "") =>
        values.Count == 0 && prefix is "" or "/" ? "" : $"{name}:{prefix}{string.Join(',', values)}";

    private static bool IsIn(IReadOnlyList<string> names, string name) => names.Count == 0 || names.Contains(name, StringComparer.Ordinal);

    private static string[] Texts(JsonElement? filter, string list) =>
        filter is { } part ? [.. part.Items(list).Select(JsonReading.AsText)] : [];
}
