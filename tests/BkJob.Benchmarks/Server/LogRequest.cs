using System.Text.Json;

namespace BkJob.Benchmarks.Server;

/// <summary>What a request for the logs of a batch of hosts specifies.</summary>
/// <param name="JobId">The job instance.</param>
/// <param name="BizId">The business that it belongs to.</param>
/// <param name="HostIds">The hosts.</param>
internal sealed record LogRequest(long JobId, long BizId, long[] HostIds)
{
    /// <summary>Reads the body of a request.</summary>
    public static LogRequest Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement request = document.RootElement;
        return new LogRequest(
            request.GetProperty("job_instance_id").GetInt64(),
            request.GetProperty("bk_biz_id").GetInt64(),
            [.. request.GetProperty("host_id_list").EnumerateArray().Select(host => host.GetInt64())]);
    }
}
