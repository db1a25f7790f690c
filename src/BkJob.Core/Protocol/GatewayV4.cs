using System.Text.Json;
using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>v4 of Job 3.11 and later, through the API gateway: the only one that knows containers. It leaves out what is null.</summary>
internal sealed class GatewayV4 : IDialect
{
    private const string HostsField = "step_execute_object_result_list";

    private static readonly JsonShape Host = new JsonShape()
        .Value("bk_host_id", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryLong(HostNumber.HostId, ref r))
        .Value("bk_cloud_id", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryLong(HostNumber.CloudId, ref r))
        .Value("ip", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.Ip, ref r))
        .Value("ipv6", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.Ipv6, ref r));

    private static readonly JsonShape Container = new JsonShape()
        .Value("container_id", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.ContainerId, ref r))
        .Value("node_host_id", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryLong(HostNumber.NodeHostId, ref r))
        .Value("name", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.ContainerName, ref r));

    private static readonly JsonShape ExecuteObject = new JsonShape()
        .Object("host", Host)
        .Object("container", Container);

    private static readonly JsonShape Result = new JsonShape()
        .Object("execute_object", ExecuteObject)
        .Value("status", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryInt(HostNumber.Status, ref r))
        .Value("tag", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.Tag, ref r))
        .Value("exit_code", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryInt(HostNumber.ExitCode, ref r))
        .Value("error_code", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryInt(HostNumber.ErrorCode, ref r))
        .Value("start_time", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryEpoch(HostNumber.StartTime, ref r))
        .Value("end_time", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryEpoch(HostNumber.EndTime, ref r))
        .Value("total_time", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryMilliseconds(HostNumber.TotalTime, ref r));

    /// <inheritdoc/>
    public JsonShape Shape { get; } = EpochBody.With(HostsField, Result);

    /// <inheritdoc/>
    public FieldNames Names { get; } = EpochBody.Names(HostsField);

    /// <inheritdoc/>
    public bool AlwaysSendsHosts => false;

    /// <inheritdoc/>
    public string PathOf(ConnectionSettings settings) => GatewayPath.Of(settings, "v4");

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query) =>
        QueryParameters.WithScope(query).AndHosts(query, "return_execute_object_result");
}
