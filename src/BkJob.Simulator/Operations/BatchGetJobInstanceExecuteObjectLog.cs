using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Logs;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Operations;

/// <summary>The logs of up to 50 hosts or containers (protocol-actions.md §1.5).</summary>
internal sealed class BatchGetJobInstanceExecuteObjectLog(StepLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "batch_get_job_instance_execute_object_log";

    private const int MaxTargets = 50;

    // The first list that is present counts, even if it is empty.
    private static readonly (string Name, string Field)[] Lists =
        [("host_id_list", "hostIdList"), ("ip_list", "ipList"), ("container_id_list", "containerIdList")];

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.GatewayV4;

    public bool IsPost => true;

    public JobReply Handle(JobCall call)
    {
        if (lookup.Find(call, IsPost, out var logs) is { } rejection)
        {
            return rejection;
        }

        return Read(call, out var targets) is { } invalid
            ? invalid
            : SuccessBody.Create(call, (json, ct) => WriteAsync(json, logs, targets, ct));
    }

    private static Rejection? Read(JobCall call, out RequestedHosts targets)
    {
        targets = null!;
        foreach (var (name, field) in Lists)
        {
            if (!RequestedHosts.TryRead(call.Parameters, name, out var list))
            {
                return call.Messages.WrongType(name);
            }

            if (list is not null)
            {
                targets = list;
                return list.Count is > 0 and <= MaxTargets
                    ? null
                    : call.Messages.InvalidFields([(field, call.Messages.TargetCountWords)]);
            }
        }

        return call.Messages.InvalidFields([("hostIdList", call.Messages.NoTargetWords)]);
    }

    private async Task WriteAsync(Utf8JsonWriter json, StepLogs logs, RequestedHosts targets, CancellationToken ct)
    {
        json.WriteStartObject();
        json.WriteNumber("job_instance_id", logs.View.Job.Id);
        json.WriteNumber("step_instance_id", logs.StepInstanceId);
        if (logs.LogType is { } type)
        {
            json.WriteNumber("log_type", type);
            json.WriteStartArray(logs.IsFile ? "file_step_execute_object_logs" : "script_step_execute_object_logs");
            foreach (var place in targets.Places(logs).Where(place => logs.IsInBatch(place, targets.Count, options.Profile)))
            {
                WriteTarget(json, logs, place);
                await json.FlushPieceAsync(ct);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, StepLogs logs, int place)
    {
        if (logs.IsFile)
        {
            V4LogJson.WriteFiles(json, logs, place);
        }
        else if (logs.TextOf(place) is { } text)
        {
            V4LogJson.WriteScript(json, logs, place, text);
        }
    }
}
