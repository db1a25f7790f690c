using System.Globalization;
using System.Text.Json;

namespace BkJob.Benchmarks.Server;

/// <summary>Writes the response to a status question in ESB v2, as Job 3.x writes it: the hosts before the job they belong to.</summary>
internal static class JobBody
{
    private const int HostsForOneFailed = 50;
    private const int Succeeded = 9;
    private const int Running = 7;
    private static readonly int[] FailedCodes = [104, 102, 1, 11, 18];

    /// <summary>How many hosts of a job that has ended have failed: one in fifty, the first among them.</summary>
    public static int FailedOf(int hosts) => (hosts + HostsForOneFailed - 1) / HostsForOneFailed;

    /// <summary>Writes a body.</summary>
    /// <param name="id">The job instance.</param>
    /// <param name="bizId">The business that it is in.</param>
    /// <param name="hosts">How many hosts its one step has.</param>
    /// <param name="isRunning">Whether it still runs; else it has failed.</param>
    public static byte[] Write(long id, long bizId, int hosts, bool isRunning)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("code", 0);
            writer.WriteBoolean("result", true);
            writer.WriteString("job_request_id", "835f593c25e3e5f75e74ecf25d6893d6");
            writer.WriteStartObject("data");
            WriteBlocks(writer, id, hosts, isRunning);
            writer.WriteBoolean("is_finished", !isRunning);
            WriteJob(writer, id, bizId, isRunning);
            writer.WriteEndObject();
            writer.WriteString("request_id", "3561379f5e6d040e95f6faacc6b46f2c");
            writer.WriteString("message", "");
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteBlocks(Utf8JsonWriter writer, long id, int hosts, bool isRunning)
    {
        writer.WriteStartArray("blocks");
        writer.WriteStartObject();
        writer.WriteStartArray("step_instances");
        writer.WriteStartObject();
        writer.WriteNumber("step_instance_id", id + 1);
        writer.WriteNumber("step_id", 51772);
        writer.WriteString("name", "Purge archived logs");
        writer.WriteNumber("type", 1);
        writer.WriteString("operator", "sys_cron");
        writer.WriteNumber("status", isRunning ? 2 : 4);
        writer.WriteNumber("execute_count", 0);
        WriteTimes(writer, isRunning);
        writer.WriteNull("pause");
        writer.WriteStartArray("step_ip_status");
        for (int host = 0; host < hosts; host++)
        {
            WriteHost(writer, host, hosts, isRunning);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter writer, int host, int hosts, bool isRunning)
    {
        int status = isRunning && host % 2 == 0 ? Running
            : !isRunning && host % HostsForOneFailed == 0 ? FailedCodes[host / HostsForOneFailed % FailedCodes.Length]
            : Succeeded;
        writer.WriteStartObject();
        writer.WriteString("ip", $"10.{16 + (host >> 16)}.{host >> 8 & 255}.{host & 255}");
        writer.WriteNumber("bk_cloud_id", host < hosts * 9L / 10 ? 0 : 3);
        writer.WriteNumber("status", status);
        writer.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter writer, long id, long bizId, bool isRunning)
    {
        writer.WriteStartObject("job_instance");
        writer.WriteNumber("bk_biz_id", bizId);
        writer.WriteString("bk_scope_type", "biz");
        writer.WriteString("bk_scope_id", bizId.ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("job_instance_id", id);
        writer.WriteNumber("bk_job_id", 1000732);
        writer.WriteNumber("status", isRunning ? 2 : 4);
        writer.WriteString("name", "Nightly log cleanup");
        writer.WriteString("operator", "sys_cron");
        WriteTimes(writer, isRunning);
        writer.WriteNumber("start_way", 3);
        writer.WriteNumber("current_step_instance_id", id + 1);
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, bool isRunning)
    {
        writer.WriteString("create_time", "2026-07-20 09:15:00");
        writer.WriteString("start_time", "2026-07-20 09:15:01");
        if (isRunning)
        {
            writer.WriteNull("end_time");
            writer.WriteNull("total_time");
        }
        else
        {
            writer.WriteString("end_time", "2026-07-20 09:17:11");
            writer.WriteNumber("total_time", 129.94);
        }
    }
}
