using System.Text.Json;
using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>v3 of Job 3.x, through the ESB. Its path lies under compapi/v2, whatever its name.</summary>
internal sealed class EsbV3 : IDialect
{
    /// <summary>The field of a step that holds its hosts: null where they were not asked for.</summary>
    internal const string HostsField = "step_ip_result_list";

    /// <summary>What asks for the hosts.</summary>
    internal const string HostsParameter = "return_ip_result";

    private static readonly JsonShape Host = new JsonShape()
        .Value("bk_host_id", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryLong(HostNumber.HostId, ref r))
        .Value("ip", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.Ip, ref r))
        .Value("ipv6", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.Ipv6, ref r))
        .Value("bk_cloud_id", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryLong(HostNumber.CloudId, ref r))
        .Value("status", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryInt(HostNumber.Status, ref r))
        .Value("tag", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryText(HostText.Tag, ref r))
        .Value("exit_code", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryInt(HostNumber.ExitCode, ref r))
        .Value("error_code", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryInt(HostNumber.ErrorCode, ref r))
        .Value("start_time", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryEpoch(HostNumber.StartTime, ref r))
        .Value("end_time", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryEpoch(HostNumber.EndTime, ref r))
        .Value("total_time", (ref Utf8JsonReader r, StatusAnswer a) => a.Hosts.TryMilliseconds(HostNumber.TotalTime, ref r));

    /// <summary>The body of v3, whoever passes it on.</summary>
    internal static JsonShape Body { get; } = EpochBody.With(HostsField, Host);

    /// <inheritdoc/>
    public JsonShape Shape => Body;

    /// <inheritdoc/>
    public FieldNames Names { get; } = EpochBody.Names(HostsField);

    /// <inheritdoc/>
    public bool AlwaysSendsHosts => false;

    /// <inheritdoc/>
    public string PathOf(ConnectionSettings settings) => "api/c/compapi/v2/jobv3/get_job_instance_status/";

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query) =>
        QueryParameters.WithBizId(query).AndHosts(query, HostsParameter);
}
