using System.Text.Json;

namespace BkJob.Benchmarks.Ways;

/// <summary>The common way in C#: HttpClient, JsonDocument, LINQ. Public, because a line of PowerShell calls it too.</summary>
public static class JsonDocumentWay
{
    /// <summary>What a reader calls it.</summary>
    public const string Name = "HttpClient, JsonDocument, LINQ";

    private static readonly HttpClient Http = new();

    /// <summary>The hosts of a job that did not succeed.</summary>
    /// <param name="url">The URL of the status request.</param>
    public static async Task<List<FailedHost>> FindFailedAsync(Uri url)
    {
        using Stream body = await Http.GetStreamAsync(url).ConfigureAwait(false);
        using JsonDocument document = await JsonDocument.ParseAsync(body).ConfigureAwait(false);
        return
        [
            .. document.RootElement.GetProperty("data").GetProperty("blocks").EnumerateArray()
                .SelectMany(block => block.GetProperty("step_instances").EnumerateArray())
                .SelectMany(step => step.GetProperty("step_ip_status").EnumerateArray())
                .Where(host => host.GetProperty("status").GetInt32() != 9)
                .Select(host => new FailedHost(
                    host.GetProperty("ip").GetString(), host.GetProperty("bk_cloud_id").GetInt64(), host.GetProperty("status").GetInt32())),
        ];
    }

    /// <summary>The same, for a line of PowerShell.</summary>
    /// <param name="url">The URL of the status request.</param>
    public static List<FailedHost> FindFailed(Uri url) => FindFailedAsync(url).GetAwaiter().GetResult();
}
