using static BkJob.BkJobApi;

namespace BkJob.Streaming;

/// <summary>The format of the status of a job in an API.</summary>
/// <param name="Body">The fields of the body.</param>
/// <param name="Names">The names of its parts, for messages.</param>
/// <param name="HostsParameter">The parameter that requests the hosts; null if they are always sent.</param>
/// <param name="EmptyIsOmitted">Whether an empty list is omitted.</param>
internal sealed record JobStatusSchema(JsonObjectSchema Body, PartNames Names, string? HostsParameter, bool EmptyIsOmitted = false)
{
    /// <summary>The format of an API. No table, which would create the formats of all APIs for the first command of a session.</summary>
    public static JobStatusSchema For(BkJobApi api) => api switch
    {
        EsbV2 => EsbV2Schema.Status,
        EsbV3 or GatewayV3 => EpochTimeSchema.StatusV3,
        GatewayV4 => EpochTimeSchema.StatusV4,
        _ => throw new ArgumentOutOfRangeException(nameof(api), api, "The API is not known."),
    };
}

/// <summary>The names of the parts of a body.</summary>
/// <param name="Job">Path of the job.</param>
/// <param name="Step">Path of a step, with format items for the indexes of block and step.</param>
/// <param name="Hosts">The field of a step that contains its hosts.</param>
internal sealed record PartNames(string Job, string Step, string Hosts);
