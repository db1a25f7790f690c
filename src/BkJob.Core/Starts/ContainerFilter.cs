namespace BkJob.Starts;

/// <summary>
/// Selects containers of Kubernetes clusters. The notation is <c>kube:CLUSTER/NAMESPACE/POD/CONTAINER;workload=KIND/NAME;label=SELECTOR</c>:
/// each part contains names separated by commas, or <c>*</c> for all, and all but the cluster can be omitted.
/// </summary>
internal sealed record ContainerFilter
{
    /// <summary>UIDs of clusters, such as <c>BCS-K8S-00001</c>; never empty.</summary>
    public required IReadOnlyList<string> Clusters { get; init; }

    /// <summary>Names of namespaces; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Names of pods; empty for all.</summary>
    public IReadOnlyList<string> Pods { get; init; } = [];

    /// <summary>Names of containers; empty for all.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>The kind of the workloads, such as <c>deployment</c>; null for workloads of any kind.</summary>
    public string? WorkloadKind { get; init; }

    /// <summary>Names of workloads; empty for all of the kind.</summary>
    public IReadOnlyList<string> Workloads { get; init; } = [];

    /// <summary>A selector of the labels of pods, such as <c>app=web,tier in (a,b)</c>; null for any labels.</summary>
    public string? Label { get; init; }

    /// <summary>Whether it selects all containers of the clusters. The server requires that a request confirms this.</summary>
    public bool IsWholeCluster =>
        Namespaces.Count + Pods.Count + Containers.Count == 0 && WorkloadKind is null && Label is null;

    /// <summary>Reads the notation of a filter that was read before.</summary>
    public static ContainerFilter Parse(string text) => ContainerFilterReader.Read(text);

    /// <summary>The notation.</summary>
    public override string ToString()
    {
        string path = string.Join('/', new[] { Clusters, Namespaces, Pods, Containers }.Select(names => names.Count == 0 ? "*" : string.Join(',', names)));
        while (path.EndsWith("/*", StringComparison.Ordinal))
        {
            path = path[..^2];
        }

        string workload = WorkloadKind is null ? "" : $";workload={WorkloadKind}" + (Workloads.Count == 0 ? "" : $"/{string.Join(',', Workloads)}");
        return $"{ContainerFilterReader.Prefix}{path}{(IsWholeCluster ? "/*" : "")}{workload}{(Label is null ? "" : $";label={Label}")}";
    }
}
