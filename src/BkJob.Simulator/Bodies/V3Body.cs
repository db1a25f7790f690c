using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Bodies;

/// <summary>The body of v3, as Job writes it: with null fields, and with the fields that Job's code names differently at the end.</summary>
/// <param name="view">The job.</param>
/// <param name="withHosts">Whether hosts were requested.</param>
/// <param name="jobRequestId">Job's ID of the request.</param>
/// <param name="esbRequestId">The ESB's ID of the request; null without an ESB.</param>
internal sealed class V3Body(JobView view, bool withHosts, string jobRequestId, string? esbRequestId)
{
    private static readonly JsonEncodedText Ip = JsonEncodedText.Encode("ip");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Tag = JsonEncodedText.Encode("tag");
    private static readonly JsonEncodedText HostId = JsonEncodedText.Encode("bk_host_id");
    private static readonly JsonEncodedText CloudId = JsonEncodedText.Encode("bk_cloud_id");
    private static readonly JsonEncodedText ExitCode = JsonEncodedText.Encode("exit_code");
    private static readonly JsonEncodedText ErrorCode = JsonEncodedText.Encode("error_code");

    public async Task WriteAsync(Stream output, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, JobJson.Options);
        json.WriteStartObject();
        json.WriteNumber("code", 0);
        json.WriteBoolean("result", true);
        await new StatusFields(json, view, NullStyle.Written).WriteDataAsync(step => WriteHostsAsync(json, step, ct));
        json.WriteString("job_request_id", jobRequestId);
        if (esbRequestId is not null)
        {
            json.WriteString("request_id", esbRequestId);
            json.WriteString("message", "");
        }

        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private async Task WriteHostsAsync(Utf8JsonWriter json, int step, CancellationToken ct)
    {
        json.WritePropertyName("step_ip_result_list");
        if (!withHosts)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        for (var host = 0; host < view.Snapshot.Steps[step].Hosts.Count; host++)
        {
            WriteHost(json, view.Target(step, host));
            await json.FlushPieceAsync(ct);
        }

        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, TargetView host)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        json.WriteStartObject();
        if (host.Ipv6Only)
        {
            json.WriteNull(Ip);
        }
        else
        {
            json.WriteString(Ip, HostAddress.Ipv4(buffer, host.Step.HostNumber(host.Index)));
        }

        json.WriteNumber(Status, host.Status);
        json.WriteString(Tag, host.Tag);
        json.WriteNumber(HostId, host.HostId(host.Index), NullStyle.Written);
        json.WriteNumber(CloudId, 0);
        json.WriteNumber(ExitCode, host.ExitCode, NullStyle.Written);
        json.WriteNumber(ErrorCode, host.ErrorCode);
        json.WriteTimes(host, NullStyle.Written);
        json.WriteEndObject();
    }
}
