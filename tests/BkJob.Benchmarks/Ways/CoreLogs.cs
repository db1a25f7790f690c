using System.Net;
using BkJob.Benchmarks.Server;
using BkJob.Logs;

namespace BkJob.Benchmarks.Ways;

/// <summary>The logs of a job by Core over ESB v3, a batch after the other.</summary>
internal sealed class CoreLogs : IDisposable
{
    private readonly BkJobClient _client;
    private readonly HostLogReader _reader;
    private readonly StepIpStatus[][] _batches;

    private CoreLogs(BkJobClient client, JobInstance job)
    {
        _client = client;
        _reader = new HostLogReader(client, new JobScope(Jobs.Ended, null, null), isTraced: false);
        _batches = [.. _reader.CreateBatches(job.Steps[0].FindHosts(isWanted: null))];
    }

    /// <summary>Reads the status of the job, which identifies its hosts.</summary>
    public static async Task<CoreLogs> CreateAsync(Uri server, int hosts)
    {
        var client = new BkJobClient(new BkJobClientOptions
        {
            Server = server,
            Api = BkJobApi.EsbV3,
            AppCode = "ops",
            AppSecret = new NetworkCredential("", "benchmark").SecurePassword,
            UserName = "admin",
            Proxy = new WebProxy(),
        });
        var query = new JobInstanceQuery(Jobs.IdFor(hosts), new JobScope(Jobs.Ended, null, null)) { IncludeHosts = true };
        return new CoreLogs(client, await client.GetJobInstanceAsync(query).ConfigureAwait(false));
    }

    /// <summary>Reads the logs.</summary>
    public async Task<List<HostLog>> ReadAsync()
    {
        var logs = new List<HostLog>();
        foreach (StepIpStatus[] batch in _batches)
        {
            logs.AddRange(await _reader.ReadAsync(batch, static _ => { }, CancellationToken.None).ConfigureAwait(false));
        }

        return logs.TrueForAll(log => log.Content?.Length == LogBody.TextLength)
            ? logs
            : throw new InvalidOperationException("A log was not read.");
    }

    public void Dispose() => _client.Dispose();
}
