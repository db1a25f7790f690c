using System.Globalization;
using System.Text.Json;

namespace BkJob.Benchmarks.Server;

/// <summary>Writes pages of the history over ESB v3, newest first: the jobs of one day, of which one in fifty has failed.</summary>
internal static class HistoryBody
{
    /// <summary>The number of jobs.</summary>
    public const int Count = 10_000;

    /// <summary>The number of jobs that have failed.</summary>
    public const int FailedCount = Count / JobsForOneFailed;

    /// <summary>The status of a job that has failed.</summary>
    public const int Failed = 4;

    /// <summary>The day of the jobs.</summary>
    public static readonly DateTimeOffset Day = new(2026, 7, 20, 0, 0, 0, TimeSpan.Zero);

    private const int JobsForOneFailed = 50;
    private const int Succeeded = 3;
    private const long NewestId = 20_000_490_000;
    private const long Minute = 60_000;
    private static readonly TimeSpan Between = TimeSpan.FromDays(1) / Count;

    /// <summary>The URL of the history of the day, without the parameters of a page.</summary>
    public static Uri CreateUrl(Uri server)
    {
        (long start, long end) = (Day.ToUnixTimeMilliseconds(), Day.AddDays(1).ToUnixTimeMilliseconds());
        return new Uri(server, string.Create(
            CultureInfo.InvariantCulture,
            $"{JobsV3.Path}get_job_instance_list/?bk_biz_id={Jobs.Ended}&create_time_start={start}&create_time_end={end}"));
    }

    /// <summary>Writes a body.</summary>
    /// <param name="bizId">The business.</param>
    /// <param name="start">The number of jobs before the page.</param>
    /// <param name="length">The maximum number of jobs on the page.</param>
    /// <param name="status">Only jobs with this status; 0 for all.</param>
    public static byte[] Write(long bizId, long start, long length, long status)
    {
        int[] jobs = [.. Enumerable.Range(0, Count).Where(job => status == 0 || StatusOf(job) == status)];
        return EnvelopeBody.Write(writer =>
        {
            writer.WriteNumber("start", start);
            writer.WriteNumber("length", length);
            writer.WriteNumber("total", jobs.Length);
            writer.WriteStartArray("data");
            foreach (int job in jobs.Skip((int)start).Take((int)length))
            {
                WriteJob(writer, bizId, job);
            }

            writer.WriteEndArray();
        });
    }

    private static int StatusOf(int job) => job % JobsForOneFailed == 0 ? Failed : Succeeded;

    private static void WriteJob(Utf8JsonWriter writer, long bizId, int job)
    {
        long created = (Day.AddDays(1) - (Between * (job + 1))).ToUnixTimeMilliseconds();
        writer.WriteStartObject();
        writer.WriteNumber("bk_biz_id", bizId);
        writer.WriteString("bk_scope_type", "biz");
        writer.WriteString("bk_scope_id", bizId.ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("job_instance_id", NewestId - job);
        writer.WriteNumber("job_plan_id", 1000732);
        writer.WriteNumber("job_template_id", 1000101);
        writer.WriteString("name", "Nightly log cleanup");
        writer.WriteString("operator", "sys_cron");
        writer.WriteNumber("launch_mode", 3);
        writer.WriteNumber("status", StatusOf(job));
        writer.WriteNumber("start_time", created);
        writer.WriteNumber("end_time", created + Minute);
        writer.WriteNumber("total_time", Minute);
        writer.WriteNumber("create_time", created);
        writer.WriteNumber("type", 0);
        writer.WriteEndObject();
    }
}
