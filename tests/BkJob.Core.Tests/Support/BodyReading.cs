using System.Text;
using BkJob.Protocol;
using BkJob.Streaming;

namespace BkJob.Core.Tests.Support;

/// <summary>Reads bodies as a connection does, but without one.</summary>
internal static class BodyReading
{
    /// <summary>The job in a body that is right.</summary>
    /// <param name="api">Whose body it is.</param>
    /// <param name="body">The body.</param>
    /// <param name="only">Which hosts to keep; null for all.</param>
    public static JobInstance Job(BkJobApi api, byte[] body, Func<IpStatus, bool>? only = null)
    {
        using var response = new JobStatusResponse(BkJobTimeZone.Default);
        Assert.Null(Read(api, body, response));
        return JobInstanceBuilder.Build(response, response.RequestId, new HostOptions(AreSent: true, Filter: only));
    }

    /// <summary>What is wrong with a body; null when nothing is.</summary>
    public static ResponseParseError? Fault(BkJobApi api, byte[] body)
    {
        using var response = new JobStatusResponse(BkJobTimeZone.Default);
        return Read(api, body, response);
    }

    /// <summary>A body of one step with hosts.</summary>
    /// <param name="api">Whose body it is.</param>
    /// <param name="hosts">The hosts, as JSON.</param>
    public static byte[] Around(BkJobApi api, string hosts) => Encoding.UTF8.GetBytes(AroundText(api, hosts));

    /// <summary>The same as text.</summary>
    public static string AroundText(BkJobApi api, string hosts)
    {
        const string Step = """ "step_instance_id": 200, "name": "Step", "status": 3 """;
        string steps = api switch
        {
            BkJobApi.EsbV2 => $$""" "blocks": [{"step_instances": [{{{Step}}, "step_ip_status": [{{hosts}}]}]}] """,
            BkJobApi.GatewayV4 => $$""" "step_instance_list": [{{{Step}}, "step_execute_object_result_list": [{{hosts}}]}] """,
            _ => $$""" "step_instance_list": [{{{Step}}, "step_ip_result_list": [{{hosts}}]}] """,
        };
        return $$"""{"data": {{{steps}}, "job_instance": {"job_instance_id": 100, "status": 3} } }""";
    }

    private static ResponseParseError? Read(BkJobApi api, byte[] body, JobStatusResponse response)
    {
        JsonObjectSchema schema = JobStatusSchema.For(api).Body;
        using var stream = new MemoryStream(body);
        Task<ResponseParseError?> reading = BodyReader.ReadAsync(stream, schema, response, long.MaxValue, CancellationToken.None);

        // From memory nothing waits.
        Assert.True(reading.IsCompleted);
        return reading.GetAwaiter().GetResult() ?? JobInstanceBuilder.FindMissing(response, JobStatusSchema.For(api).Names);
    }
}
