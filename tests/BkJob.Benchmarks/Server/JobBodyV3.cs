using System.Globalization;
using System.Text.Json;

namespace BkJob.Benchmarks.Server;

/// <summary>
/// Writes the status of a job with one step over ESB v3. All hosts have an ID; those of a running job run, the others have succeeded.
/// </summary>
internal static class JobBodyV3
{
    /// <summary>The ID of the first host; the others follow it.</summary>
    public const long FirstHostId = 2_000_001;

    private const long Minute = 60_000;

    /// <summary>The ID of the step of a job.</summary>
    public static long StepOf(long jobId) => jobId + 1;

    /// <summary>Writes a body.</summary>
    /// <param name="id">The job instance.</param>
    /// <param name="bizId">The business that it belongs to.</param>
    /// <param name="hosts">The number of hosts.</param>
    /// <param name="isRunning">Whether it is still running.</param>
    /// <param name="start">When it was started, in milliseconds since 1970.</param>
    public static byte[] Write(long id, long bizId, int hosts, bool isRunning, long start) => EnvelopeBody.Write(writer =>
    {
        writer.WriteBoolean("finished", !isRunning);
        writer.WriteStartObject("job_instance");
        writer.WriteNumber("bk_biz_id", bizId);
        writer.WriteString("bk_scope_type", "biz");
        writer.WriteString("bk_scope_id", bizId.ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("job_instance_id", id);
        WriteResult(writer, "Nightly log cleanup", isRunning, start);
        writer.WriteEndObject();
        writer.WriteStartArray("step_instance_list");
        writer.WriteStartObject();
        writer.WriteNumber("step_instance_id", StepOf(id));
        writer.WriteNumber("type", 1);
        writer.WriteNumber("execute_count", 0);
        WriteResult(writer, "Purge archived logs", isRunning, start);
        writer.WriteStartArray("step_ip_result_list");
        for (int host = 0; host < hosts; host++)
        {
            WriteHost(writer, host, isRunning, start);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary>The address of a host.</summary>
    public static string AddressOf(long host) => string.Create(CultureInfo.InvariantCulture, $"10.16.{host >> 8 & 255}.{host & 255}");

    private static void WriteResult(Utf8JsonWriter writer, string name, bool isRunning, long start)
    {
        writer.WriteString("name", name);
        writer.WriteNumber("status", isRunning ? 2 : 3);
        EnvelopeBody.WriteTime(writer, "create_time", start);
        WriteTimes(writer, isRunning, start);
    }

    private static void WriteHost(Utf8JsonWriter writer, int host, bool isRunning, long start)
    {
        writer.WriteStartObject();
        writer.WriteNumber("bk_host_id", FirstHostId + host);
        writer.WriteString("ip", AddressOf(host));
        writer.WriteNumber("bk_cloud_id", 0);
        writer.WriteNumber("status", isRunning ? 7 : 9);
        writer.WriteString("tag", "");
        EnvelopeBody.WriteTime(writer, "exit_code", isRunning ? null : 0);
        writer.WriteNumber("error_code", 0);
        WriteTimes(writer, isRunning, start);
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, bool isRunning, long start)
    {
        EnvelopeBody.WriteTime(writer, "start_time", start);
        EnvelopeBody.WriteTime(writer, "end_time", isRunning ? null : start + Minute);
        EnvelopeBody.WriteTime(writer, "total_time", isRunning ? null : Minute);
    }
}
