namespace BkJob.Simulator;

/// <summary>A container of a Kubernetes cluster that belongs to every scope.</summary>
/// <param name="Cluster">The UID of the cluster.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Workload">The kind and the name of the workload, such as deployment/web.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Name">The name of the container, which the pods of a workload have in common.</param>
public sealed record SimulatedContainer(string Cluster, string Namespace, string Workload, string Pod, string Name)
{
    /// <summary>The labels of the pod.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Three pods of web with two containers each in prod, one of them in test, and two of api in another cluster.</summary>
    internal static IReadOnlyList<SimulatedContainer> Known { get; } =
    [
        .. from pod in new[] { "web-0", "web-1", "web-2" }
           from name in new[] { "app", "proxy" }
           select Create("BCS-K8S-00001", "prod", "web", pod, name),
        Create("BCS-K8S-00001", "test", "web", "web-0", "app"),
        Create("BCS-K8S-00002", "prod", "api", "api-0", "app"),
        Create("BCS-K8S-00002", "prod", "api", "api-1", "app"),
    ];

    private static SimulatedContainer Create(string cluster, string space, string workload, string pod, string name) =>
        new(cluster, space, $"deployment/{workload}", pod, name)
        {
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = workload, ["tier"] = space },
        };
}
