namespace BkJob.Protocol;

/// <summary>v3 of Job 3.x, through the API gateway: the body of ESB v3 under another address.</summary>
internal sealed class GatewayV3 : IDialect
{
    /// <inheritdoc/>
    public JsonShape Shape => EsbV3.Body;

    /// <inheritdoc/>
    public FieldNames Names { get; } = EpochTimeSchema.Names(EsbV3.HostsField);

    /// <inheritdoc/>
    public bool AlwaysSendsHosts => false;

    /// <inheritdoc/>
    public bool LeavesEmptyOut => false;

    /// <inheritdoc/>
    public string PathOf(BkJobClientOptions options) => GatewayPath.Of(options, "v3");

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object>> Parameters(JobInstanceQuery query) =>
        QueryParameters.WithBizId(query).AndHosts(query, EsbV3.HostsParameter);
}
