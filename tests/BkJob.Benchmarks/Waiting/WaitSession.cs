using System.Collections.Concurrent;
using BkJob.Benchmarks.Engines;

namespace BkJob.Benchmarks.Waiting;

/// <summary>A session in which <c>Wait-BkJobInstance</c> runs, and each job that comes out is noted with its moment.</summary>
/// <param name="server">The server to connect to.</param>
internal sealed class WaitSession(Uri server) : IDisposable
{
    private readonly ConnectedSession _session = new(server, BkJobApi.EsbV2);
    private readonly ConcurrentQueue<(long Id, DateTimeOffset Seen)> _seen = new();

    /// <summary>The jobs that have come out.</summary>
    public IReadOnlyCollection<(long Id, DateTimeOffset Seen)> Seen => _seen;

    /// <summary>Waits for jobs.</summary>
    /// <param name="ids">The jobs.</param>
    /// <param name="bizId">The business that they are in.</param>
    /// <returns>Ends when the wait does.</returns>
    public Task WaitAsync(IEnumerable<long> ids, long bizId) => _session.RunAsync(
        shell => shell.AddCommand("Wait-BkJobInstance").AddParameter("Id", ids.ToArray()).AddParameter("BizId", bizId),
        job => _seen.Enqueue(((long)job.Properties["Id"].Value, DateTimeOffset.UtcNow)));

    /// <summary>Ends a wait, as Ctrl+C does.</summary>
    /// <param name="wait">What <see cref="WaitAsync"/> gave.</param>
    public Task StopAsync(Task wait) => _session.StopAsync(wait);

    public void Dispose() => _session.Dispose();
}
