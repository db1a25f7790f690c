using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>v4 of Job 3.11 and later, through the API gateway: the only one that knows containers. It leaves out what is null.</summary>
internal sealed class GatewayV4 : IDialect
{
    private const string HostsField = "step_execute_object_result_list";

    private static readonly JsonShape Host = new JsonShape()
        .Host("bk_host_id", HostNumber.HostId)
        .Host("bk_cloud_id", HostNumber.CloudId)
        .Host("ip", HostText.Ip)
        .Host("ipv6", HostText.Ipv6);

    private static readonly JsonShape Container = new JsonShape()
        .Host("container_id", HostText.ContainerId)
        .Host("node_host_id", HostNumber.NodeHostId)
        .Host("name", HostText.ContainerName);

    private static readonly JsonShape ExecuteObject = new JsonShape()
        .Object("host", Host)
        .Object("container", Container);

    /// <summary>What is said of a host or container.</summary>
    internal static readonly JsonShape Result = EpochTimeSchema.WithResult(new JsonShape()
        .Object("execute_object", ExecuteObject));

    /// <inheritdoc/>
    public JsonShape Shape { get; } = EpochTimeSchema.With(HostsField, Result);

    /// <inheritdoc/>
    public FieldNames Names { get; } = EpochTimeSchema.Names(HostsField);

    /// <inheritdoc/>
    public bool AlwaysSendsHosts => false;

    /// <inheritdoc/>
    public bool LeavesEmptyOut => true;

    /// <inheritdoc/>
    public string PathOf(BkJobClientOptions options) => GatewayPath.Of(options, "v4");

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query) =>
        QueryParameters.WithScope(query).AndHosts(query, "return_execute_object_result");
}
