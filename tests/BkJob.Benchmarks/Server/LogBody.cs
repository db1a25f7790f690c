using System.Globalization;
using System.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>Writes the logs of a batch of hosts over ESB v3.</summary>
internal static class LogBody
{
    /// <summary>The number of characters of the log of a host of an ended job, in lines of <see cref="LineLength"/>.</summary>
    public const int TextLength = 10 * 1024;

    /// <summary>The number of characters of a line with its line feed.</summary>
    public const int LineLength = 80;

    /// <summary>Writes a body.</summary>
    /// <param name="request">The job and the hosts.</param>
    /// <param name="getText">Returns the log of a host.</param>
    public static byte[] Write(LogRequest request, Func<long, string> getText) => EnvelopeBody.Write(writer =>
    {
        writer.WriteNumber("job_instance_id", request.JobId);
        writer.WriteNumber("step_instance_id", JobBodyV3.StepOf(request.JobId));
        writer.WriteNumber("log_type", 1);
        writer.WriteStartArray("script_task_logs");
        foreach (long host in request.HostIds)
        {
            writer.WriteStartObject();
            writer.WriteNumber("host_id", host);
            writer.WriteNumber("bk_host_id", host);
            writer.WriteNumber("bk_cloud_id", 0);
            writer.WriteString("ip", JobBodyV3.AddressOf(host - JobBodyV3.FirstHostId));
            writer.WriteNull("ipv6");
            writer.WriteString("log_content", getText(host));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNull("file_task_logs");
    });

    /// <summary>The complete log of a host of an ended job.</summary>
    public static string WriteText(long host)
    {
        var text = new StringBuilder(TextLength);
        for (int line = 0; text.Length < TextLength; line++)
        {
            string content = string.Create(CultureInfo.InvariantCulture, $"[2026-07-20 09:15:12] {host}: archived \"{line:00000}.log\" ");
            text.Append(WriteLine(content));
        }

        return text.ToString();
    }

    /// <summary>A line of <see cref="LineLength"/> characters.</summary>
    public static string WriteLine(string text) => text.PadRight(LineLength - 1, '.') + '\n';
}
