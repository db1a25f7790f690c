using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>The log of one host (protocol-actions.md §1.3).</summary>
internal sealed class GetJobInstanceIpLog(StepLookup lookup) : IOperation
{
    public const string OperationName = "get_job_instance_ip_log";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        if (lookup.Find(call, IsPost, out var logs) is { } rejection)
        {
            return rejection;
        }

        if (!call.Parameters.TryNumber("bk_host_id", out var id) || !call.Parameters.TryNumber("bk_cloud_id", out var cloud))
        {
            return call.Messages.BadRequest;
        }

        var ip = call.Parameters["ip"];
        if (id is null && (cloud is null || ip is null))
        {
            return call.Messages.IllegalParameter("host_id/(bk_cloud_id+ip)");
        }

        if (logs.HasContainers)
        {
            return call.Messages.InternalError;
        }

        // A host that does not take part in the step has no log, which is not an error.
        var place = id is { } hostId ? logs.PlaceOf(hostId) : logs.PlaceOf(cloud!.Value, ip);
        return SuccessBody.Create(call, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("log_type", logs.LogType);
            json.WriteNumber("bk_host_id", id ?? (place is { } known ? logs.Step.HostId(known) : null));
            json.WriteNumber("bk_cloud_id", cloud);
            json.WriteString("ip", ip);
            json.WriteString("log_content", place is { } script ? logs.TextOf(script) : null);
            if (logs.IsFile)
            {
                var downloads = place is { } target ? logs.Downloads(target) : [];
                json.WriteFileLogsOfOne(logs, downloads.Concat(logs.Uploads()));
            }
            else
            {
                json.WriteNull("file_logs");
            }

            json.WriteEndObject();
        });
    }
}
