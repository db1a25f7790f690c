using static BkJob.BkJobApi;

namespace BkJob.Streaming;

/// <summary>The format of the status of a job in an API.</summary>
/// <param name="Body">The fields of the body.</param>
/// <param name="Names">The names of its parts, for messages.</param>
/// <param name="HostsParameter">The parameter that requests the hosts; null if they are always sent.</param>
/// <param name="EmptyIsOmitted">Whether an empty list is omitted.</param>
internal sealed record JobStatusSchema(JsonObjectSchema Body, PartNames Names, string? HostsParameter, bool EmptyIsOmitted = false)
{
    private static readonly JobStatusSchema V3 = new(EpochTimeSchema.V3, EpochTimeSchema.V3Names, "return_ip_result");

    private static readonly Dictionary<BkJobApi, JobStatusSchema> All = new()
    {
        [EsbV2] = new(EsbV2Schema.Body, EsbV2Schema.Names, HostsParameter: null),
        [EsbV3] = V3,
        [GatewayV3] = V3,
        [GatewayV4] = new(EpochTimeSchema.V4, EpochTimeSchema.V4Names, "return_execute_object_result", EmptyIsOmitted: true),
    };

    public static JobStatusSchema For(BkJobApi api) => All[api];
}

/// <summary>The names of the parts of a body.</summary>
/// <param name="Job">Path of the job.</param>
/// <param name="Step">Path of a step, with format items for the indexes of block and step.</param>
/// <param name="Hosts">The field of a step that contains its hosts.</param>
internal sealed record PartNames(string Job, string Step, string Hosts);
