using System.Text.Json;
using BkJob.Protocol;
using static BkJob.Protocol.JsonValues;

namespace BkJob.Streaming;

/// <summary>
/// The common part of v3 and v4: a job, a list of steps, times and durations in milliseconds. They do not return operator, start way and
/// plan. Each step becomes a block of its own, as Job 3.x returns it over v2.
/// </summary>
internal static class EpochTimeSchema
{
    private static readonly JsonObjectSchema Job = new JsonObjectSchema()
        .Value("bk_biz_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Job!.BizId))
        .Value("bk_scope_type", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.ScopeType))
        .Value("bk_scope_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.ScopeId))
        .Value("job_instance_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Job!.Id))
        .Value("status", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Job!.Status))
        .Value("name", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Job!.Name))
        .Value("create_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryEpoch(ref r, out a.Job!.CreateTime))
        .Value("start_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryEpoch(ref r, out a.Job!.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryEpoch(ref r, out a.Job!.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryMilliseconds(ref r, out a.Job!.TotalTime));

    private const string HostsV3 = "step_ip_result_list";
    private const string HostsV4 = "step_execute_object_result_list";

    /// <summary>The body of v3, over the ESB and over the gateway. Hosts are null where they were not requested.</summary>
    private static readonly JsonObjectSchema V3 = With(HostsV3, WithResult(new JsonObjectSchema()
        .Host("bk_host_id", HostNumber.HostId)
        .Host("ip", HostText.Ip)
        .Host("ipv6", HostText.Ipv6)
        .Host("bk_cloud_id", HostNumber.CloudId)));

    /// <summary>The body of v4, of Job 3.11 and later: the only API with containers. It omits what is null.</summary>
    private static readonly JsonObjectSchema V4 = With(HostsV4, WithResult(new JsonObjectSchema()
        .Object("execute_object", new JsonObjectSchema()
            .Object("host", new JsonObjectSchema()
                .Host("bk_host_id", HostNumber.HostId)
                .Host("bk_cloud_id", HostNumber.CloudId)
                .Host("ip", HostText.Ip)
                .Host("ipv6", HostText.Ipv6))
            .Object("container", new JsonObjectSchema()
                .Host("id", HostNumber.ContainerNumber)
                .Host("container_id", HostText.ContainerId)
                .Host("node_host_id", HostNumber.NodeHostId)
                .Host("name", HostText.ContainerName)))));

    /// <summary>The status of a job over v3.</summary>
    public static readonly JobStatusSchema StatusV3 = new(V3, CreateNames(HostsV3), "return_ip_result");

    /// <summary>The status of a job over v4.</summary>
    public static readonly JobStatusSchema StatusV4 = new(V4, CreateNames(HostsV4), "return_execute_object_result", EmptyIsOmitted: true);

    private static PartNames CreateNames(string hosts) => new("data.job_instance", "data.step_instance_list[{0}]", hosts);

    /// <summary>Adds the fields of the result to those that identify a host or container.</summary>
    /// <param name="target">The fields that identify it.</param>
    private static JsonObjectSchema WithResult(JsonObjectSchema target) => target
        .Host("status", HostNumber.Status, HostNumberKind.Int)
        .Host("tag", HostText.Tag)
        .Host("exit_code", HostNumber.ExitCode, HostNumberKind.Int)
        .Host("error_code", HostNumber.ErrorCode, HostNumberKind.Int)
        .Host("start_time", HostNumber.StartTime, HostNumberKind.Epoch)
        .Host("end_time", HostNumber.EndTime, HostNumberKind.Epoch)
        .Host("total_time", HostNumber.TotalTime, HostNumberKind.Milliseconds);

    /// <summary>The body.</summary>
    /// <param name="hosts">The field of a step that contains its hosts.</param>
    /// <param name="host">The fields of a host.</param>
    private static JsonObjectSchema With(string hosts, JsonObjectSchema host) => EnvelopeSchema.Around(new JsonObjectSchema()
        .Value("finished", (ref Utf8JsonReader r, JobStatusResponse a) => TryBool(ref r, out a.IsFinished))
        .Object("job_instance", Job, begin: (JobStatusResponse a) => a.Job = new JobStatusResponse.JobFields())
        .Array("step_instance_list", Step(hosts, host), begin: (JobStatusResponse a) => a.AddSingleStepBlock(), clear: (JobStatusResponse a) => a.BeginBlocks()));

    private static JsonObjectSchema Step(string hosts, JsonObjectSchema host) => new JsonObjectSchema()
        .Value("step_instance_id", (ref Utf8JsonReader r, JobStatusResponse a) => TryLong(ref r, out a.Step.Id))
        .Value("name", (ref Utf8JsonReader r, JobStatusResponse a) => TryText(ref r, out a.Step.Name))
        .Value("status", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.Status))
        .Value("type", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.Type))
        .Value("execute_count", (ref Utf8JsonReader r, JobStatusResponse a) => TryInt(ref r, out a.Step.RetryCount))
        .Value("start_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryEpoch(ref r, out a.Step.StartTime))
        .Value("end_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryEpoch(ref r, out a.Step.EndTime))
        .Value("total_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryMilliseconds(ref r, out a.Step.TotalTime))
        .Value("create_time", (ref Utf8JsonReader r, JobStatusResponse a) => TryEpoch(ref r, out a.Step.CreateTime))
        .Rows(hosts, host, begin: (JobStatusResponse a) => a.Hosts.Begin(), clear: (JobStatusResponse a) => a.BeginHosts());
}
