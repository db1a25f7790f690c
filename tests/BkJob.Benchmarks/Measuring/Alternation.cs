using System.Diagnostics;

namespace BkJob.Benchmarks.Measuring;

/// <summary>
/// Runs several ways in turn, again and again: what the machine does meanwhile hits all of them alike, and a ratio of medians stays.
/// </summary>
internal static class Alternation
{
    /// <summary>Measures.</summary>
    /// <param name="warmUp">Rounds that do not count.</param>
    /// <param name="rounds">Rounds that count.</param>
    /// <param name="ways">Each does the thing once.</param>
    /// <returns>A cost for each way, in their order.</returns>
    public static async Task<Cost[]> RunAsync(int warmUp, int rounds, params IReadOnlyList<Func<Task>> ways)
    {
        var times = ways.Select(_ => new List<double>(rounds)).ToArray();
        var bytes = ways.Select(_ => new List<long>(rounds)).ToArray();
        for (int round = -warmUp; round < rounds; round++)
        {
            for (int way = 0; way < ways.Count; way++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                long began = Stopwatch.GetTimestamp();
                await ways[way]();
                TimeSpan took = Stopwatch.GetElapsedTime(began);
                long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                if (round >= 0)
                {
                    times[way].Add(took.TotalMilliseconds);
                    bytes[way].Add(allocated);
                }
            }
        }

        return [.. times.Zip(bytes, (t, b) => Cost.MedianOf(t, b))];
    }
}
