using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Ways;

/// <summary>
/// The fastest ordinary client in C#: HttpClient, and System.Text.Json with generated code. Public, because a line of PowerShell calls it
/// too.
/// </summary>
public static class SourceGenerationWay
{
    /// <summary>Its name for a reader.</summary>
    public const string Name = "HttpClient, System.Text.Json source generation";

    private const int HostsOfBatch = 500;
    private const int FirstPage = 100;
    private const int LaterPages = 1000;
    private static readonly HttpClient Http = new();

    /// <summary>Reads the logs of all hosts of an ended job, a batch after the other.</summary>
    /// <param name="server">The server.</param>
    /// <param name="hosts">The number of hosts.</param>
    public static async Task<List<LogDto>> ReadLogsAsync(Uri server, int hosts)
    {
        var url = new Uri(server, $"{JobsV3.Path}batch_get_job_instance_ip_log/");
        long job = Jobs.IdFor(hosts);
        string ids = string.Create(CultureInfo.InvariantCulture, $"\"job_instance_id\":{job},\"step_instance_id\":{JobBodyV3.StepOf(job)}");
        var logs = new List<LogDto>();
        foreach (long[] batch in Enumerable.Range(0, hosts).Select(host => JobBodyV3.FirstHostId + host).Chunk(HostsOfBatch))
        {
            string request = $$"""{"bk_biz_id":{{Jobs.Ended}},{{ids}},"host_id_list":[{{string.Join(',', batch)}}]}""";
            using var content = new StringContent(request, Encoding.UTF8, "application/json");
            using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            LogBatchDto data = await SendAsync(message, SourceGenerationJson.Default.ResponseDtoLogBatchDto).ConfigureAwait(false);
            logs.AddRange(data.ScriptTaskLogs!);
        }

        return logs;
    }

    /// <summary>Reads the history, page by page.</summary>
    /// <param name="server">The server.</param>
    public static async Task<List<HistoryRowDto>> ReadHistoryAsync(Uri server)
    {
        var rows = new List<HistoryRowDto>();
        HistoryPageDto page;
        do
        {
            int length = rows.Count == 0 ? FirstPage : LaterPages;
            string url = string.Create(CultureInfo.InvariantCulture, $"{HistoryBody.CreateUrl(server)}&start={rows.Count}&length={length}");
            using var message = new HttpRequestMessage(HttpMethod.Get, url);
            page = await SendAsync(message, SourceGenerationJson.Default.ResponseDtoHistoryPageDto).ConfigureAwait(false);
            rows.AddRange(page.Data!);
        }
        while (rows.Count < page.Total);
        return rows;
    }

    /// <summary>The same logs, for a line of PowerShell.</summary>
    public static List<LogDto> ReadLogs(Uri server, int hosts) => ReadLogsAsync(server, hosts).GetAwaiter().GetResult();

    /// <summary>The same history, for a line of PowerShell.</summary>
    public static List<HistoryRowDto> ReadHistory(Uri server) => ReadHistoryAsync(server).GetAwaiter().GetResult();

    private static async Task<T> SendAsync<T>(HttpRequestMessage message, JsonTypeInfo<ResponseDto<T>> type)
    {
        using HttpResponseMessage response = await Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        ResponseDto<T>? body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(type).ConfigureAwait(false);
        return body!.Data!;
    }
}
