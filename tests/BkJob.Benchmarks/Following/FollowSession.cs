using System.Collections.Concurrent;
using System.Globalization;
using BkJob.Benchmarks.Engines;

namespace BkJob.Benchmarks.Following;

/// <summary>
/// A session in which <c>Get-BkJobLog -Follow</c> runs, and each line is recorded with the moment at which it was written to the pipeline.
/// </summary>
/// <param name="server">The server to connect to.</param>
internal sealed class FollowSession(Uri server) : IDisposable
{
    private readonly ConnectedSession _session = new(server, BkJobApi.EsbV3);
    private readonly ConcurrentQueue<(long Written, long Seen)> _lines = new();

    /// <summary>The moments of each line, in Unix milliseconds: when the server had it, and when it was seen.</summary>
    public IReadOnlyCollection<(long Written, long Seen)> Lines => _lines;

    /// <summary>Follows a job that does not end for a while, then stops.</summary>
    /// <param name="id">The job.</param>
    /// <param name="bizId">The business that it belongs to.</param>
    /// <param name="length">How long it is followed.</param>
    public async Task FollowAsync(long id, long bizId, TimeSpan length)
    {
        Task follow = _session.RunAsync(
            shell => shell.AddCommand("Get-BkJobLog").AddParameter("Id", id).AddParameter("BizId", bizId).AddParameter("Follow"),
            line => _lines.Enqueue((GetMoment((string)line.Properties["Text"].Value), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())));
        await Task.WhenAny(follow, Task.Delay(length));
        if (follow.IsCompleted)
        {
            await follow;
            throw new InvalidOperationException("Following has ended before the job.");
        }

        await _session.StopAsync(follow);
    }

    public void Dispose() => _session.Dispose();

    private static long GetMoment(string line) =>
        long.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
