using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Parts;

/// <summary>One poll of a wait: the job runs on, and nobody wants its hosts one by one.</summary>
internal sealed class PollPart : IPart
{
    private const int Typical = 50_000;
    private const double MaxGarbage = 64 * 1024;
    private const double MaxFactor = 1.3;

    /// <summary>The goal is set for bodies that are worth reading fast; on small ones the request itself is all.</summary>
    private static readonly (int Hosts, int Rounds, bool HasGoal)[] Sizes =
        [(1, 400, false), (1_000, 200, false), (Typical, 41, true), (100_000, 21, true)];

    /// <inheritdoc/>
    public string Name => "poll";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        using var floor = new Floor();
        using var core = new Core(harness.Server.Address);
        var rows = new List<Row>();

        // Code is warm before the first size is measured: a small body takes long to get it there.
        Uri warm = harness.Server.CreateStatusUrl(Typical);
        await Alternation.RunAsync(warmUp: 60, rounds: 1, () => core.PollAsync(Typical), () => floor.RunAsync(warm));
        foreach ((int hosts, int rounds, bool hasGoal) in Sizes)
        {
            Uri url = harness.Server.CreateStatusUrl(hosts, Jobs.Running);
            Cost[] costs = await Alternation.RunAsync(
                warmUp: rounds,
                rounds,
                () => core.PollAsync(hosts),
                () => floor.RunAsync(url));
            string what = $"Poll of a wait, {Words.Hosts(hosts)}";
            (double ours, double least) = (costs[0].Milliseconds, costs[1].Milliseconds);
            rows.Add(hasGoal
                ? Row.AtMost($"{what}: time", ours, least, Floor.Name, Words.Milliseconds, MaxFactor)
                : Row.Compare($"{what}: time", ours, least, Floor.Name, Words.Milliseconds));
            string other = $"{Words.Bytes(costs[1].Bytes)} {Floor.Name}";
            rows.Add(Row.Under($"{what}: garbage", costs[0].Bytes, MaxGarbage, Words.Bytes, other));
        }

        return new Findings(rows);
    }
}
