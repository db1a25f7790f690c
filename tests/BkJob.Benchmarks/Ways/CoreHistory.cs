using System.Net;
using BkJob.Benchmarks.Server;
using BkJob.History;

namespace BkJob.Benchmarks.Ways;

/// <summary>The history of the day by Core over ESB v3.</summary>
/// <param name="server">The server.</param>
internal sealed class CoreHistory(Uri server) : IDisposable
{
    private readonly BkJobClient _client = new(new BkJobClientOptions
    {
        Server = server,
        Api = BkJobApi.EsbV3,
        AppCode = "ops",
        AppSecret = new NetworkCredential("", "benchmark").SecurePassword,
        UserName = "admin",
        Proxy = new WebProxy(),
    });

    /// <summary>Reads all jobs.</summary>
    public async Task<List<JobInstanceSummary>> ReadAsync()
    {
        var filter = new JobInstanceFilter(new JobScope(Jobs.Ended, null, null), HistoryBody.Day, HistoryBody.Day.AddDays(1));
        var jobs = new List<JobInstanceSummary>();
        await foreach (JobInstanceSummary job in new JobInstanceSearch(_client, filter).ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            jobs.Add(job);
        }

        return jobs.Count == HistoryBody.Count ? jobs : throw new InvalidOperationException($"{jobs.Count} jobs were read.");
    }

    public void Dispose() => _client.Dispose();
}
