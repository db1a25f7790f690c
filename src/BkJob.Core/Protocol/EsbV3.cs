using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>v3 of Job 3.x, through the ESB. Its path lies under compapi/v2, whatever its name.</summary>
internal sealed class EsbV3 : IDialect
{
    /// <summary>The field of a step that holds its hosts: null where they were not asked for.</summary>
    internal const string HostsField = "step_ip_result_list";

    /// <summary>What asks for the hosts.</summary>
    internal const string HostsParameter = "return_ip_result";

    private static readonly JsonShape Host = EpochTimeSchema.WithResult(new JsonShape()
        .Host("bk_host_id", HostNumber.HostId)
        .Host("ip", HostText.Ip)
        .Host("ipv6", HostText.Ipv6)
        .Host("bk_cloud_id", HostNumber.CloudId));

    /// <summary>The body of v3, whoever passes it on.</summary>
    internal static JsonShape Body { get; } = EpochTimeSchema.With(HostsField, Host);

    /// <inheritdoc/>
    public JsonShape Shape => Body;

    /// <inheritdoc/>
    public FieldNames Names { get; } = EpochTimeSchema.Names(HostsField);

    /// <inheritdoc/>
    public bool AlwaysSendsHosts => false;

    /// <inheritdoc/>
    public bool LeavesEmptyOut => false;

    /// <inheritdoc/>
    public string PathOf(BkJobClientOptions options) => "api/c/compapi/v2/jobv3/get_job_instance_status/";

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query) =>
        QueryParameters.WithBizId(query).AndHosts(query, HostsParameter);
}
