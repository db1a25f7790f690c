using System.Diagnostics;
using System.Net;
using BkJob.Benchmarks.Server;
using BkJob.Streaming;
using BkJob.Transport;

namespace BkJob.Benchmarks.Ways;

/// <summary>Ours, without PowerShell.</summary>
internal sealed class Core : IDisposable
{
    private readonly BkJobClient _connection;

    public Core(Uri server) => _connection = new BkJobClient(new BkJobClientOptions
    {
        Server = server,
        AppCode = "ops",
        AppSecret = new NetworkCredential("", "benchmark").SecurePassword,
        UserName = "admin",
        Proxy = new WebProxy(),
    });

    /// <summary>Reads a job that has ended, with its hosts.</summary>
    public async Task<JobInstance> ReadAsync(int hosts)
    {
        JobInstance job = await _connection.GetJobInstanceAsync(QueryFor(Jobs.IdFor(hosts), Jobs.Ended)).ConfigureAwait(false);
        return job.Hosts!.Total == hosts ? job : throw new InvalidOperationException($"{job.Hosts.Total} hosts were read, not {hosts}.");
    }

    /// <summary>Asks about a job that runs, as a wait does.</summary>
    public async Task PollAsync(int hosts)
    {
        JobInstanceQuery query = QueryFor(Jobs.IdFor(hosts), Jobs.Running) with { Retention = HostRetention.WhenFinished };
        RequestResult<JobInstance> attempt = await _connection.PollJobInstanceAsync(
            query, TimeSpan.Zero, onRequestCompleted: null, CancellationToken.None).ConfigureAwait(false);
        if (attempt.Value is not { IsFinished: false } job || job.Hosts!.Total != hosts)
        {
            throw new InvalidOperationException("The poll did not read the job.", attempt.Event.Fault);
        }
    }

    /// <summary>Asks once about each of many running jobs, as a wait does in one round.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> LookOnceAsync(IEnumerable<long> ids)
    {
        long began = Stopwatch.GetTimestamp();
        var waiter = new JobWaiter(_connection, new WaitOptions { Timeout = TimeSpan.Zero });
        await waiter.RunAsync(ids.Select(id => QueryFor(id, Jobs.Running)), _ => { }, CancellationToken.None).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(began);
    }

    public void Dispose() => _connection.Dispose();

    private static JobInstanceQuery QueryFor(long id, long bizId) => new(id, new JobScope(bizId, null, null));
}
