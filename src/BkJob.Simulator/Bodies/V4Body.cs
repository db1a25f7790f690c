using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

/// <summary>
/// The body of v4, as Job writes it: without null fields, and with the fields that Job's code names differently at the end.
/// </summary>
/// <param name="view">The job.</param>
/// <param name="withHosts">Whether hosts and containers were requested.</param>
/// <param name="jobRequestId">Job's ID of the request.</param>
internal sealed class V4Body(JobView view, bool withHosts, string jobRequestId)
{
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Tag = JsonEncodedText.Encode("tag");
    private static readonly JsonEncodedText ExecuteObject = JsonEncodedText.Encode("execute_object");
    private static readonly JsonEncodedText ExitCode = JsonEncodedText.Encode("exit_code");

    public async Task WriteAsync(Stream output, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, JobJson.Options);
        json.WriteStartObject();
        await new StatusFields(json, view, NullStyle.Dropped).WriteDataAsync(step => WriteTargetsAsync(json, step, ct));
        json.WriteString("job_request_id", jobRequestId);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private async Task WriteTargetsAsync(Utf8JsonWriter json, int step, CancellationToken ct)
    {
        var count = view.Snapshot.Steps[step].Hosts.Count;
        if (!withHosts || count == 0)
        {
            return;
        }

        json.WriteStartArray("step_execute_object_result_list");
        for (var place = 0; place < count; place++)
        {
            WriteTarget(json, view.Target(step, place));
            await json.FlushPieceAsync(ct);
        }

        json.WriteEndArray();
    }

    private static void WriteTarget(Utf8JsonWriter json, TargetView target)
    {
        json.WriteStartObject();
        json.WriteNumber(Status, target.Status);
        json.WriteString(Tag, target.Tag);
        json.WriteStartObject(ExecuteObject);
        if (target.IsContainer)
        {
            ContainerObject.Write(json, target.Step, target.Index);
        }
        else
        {
            HostObject.Write(json, target.Step, target.Index, alive: !HostCode.IsWithoutAgent(target.Status));
        }

        json.WriteEndObject();
        json.WriteNumber(ExitCode, target.ExitCode, NullStyle.Dropped);
        json.WriteTimes(target, NullStyle.Dropped);
        json.WriteEndObject();
    }
}
