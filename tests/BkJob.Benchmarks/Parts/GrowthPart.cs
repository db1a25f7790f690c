using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Parts;

/// <summary>How the cost grows with the number of hosts.</summary>
internal sealed class GrowthPart : IPart
{
    /// <summary>A further host is to cost the same from 10 000 to 50 000 as from there to 100 000.</summary>
    private static readonly int[] Sizes = [1, 10_000, 25_000, 50_000, 75_000, 100_000];

    /// <inheritdoc/>
    public string Name => "growth";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        using var floor = new Floor();
        using var core = new Core(harness.Server.Address);
        Func<int, Task>[] ways =
        [
            core.ReadAsync,
            core.PollAsync,
            hosts => floor.RunAsync(harness.Server.CreateStatusUrl(hosts)),
            hosts => JsonDocumentWay.FindFailedAsync(harness.Server.CreateStatusUrl(hosts)),
        ];
        Cost[] costs = await Alternation.RunAsync(
            warmUp: 15, rounds: 31, [.. Sizes.SelectMany(hosts => ways.Select(way => (Func<Task>)(() => way(hosts))))]);
        var kept = new List<double>();
        foreach (int hosts in Sizes)
        {
            kept.Add(await Retained.BytesOfAsync(async () => await core.ReadAsync(hosts)));
        }

        Series Time(int way, string name) => Line(name, size => costs[(size * ways.Length) + way].Milliseconds);
        Series Garbage(int way, string name) => Line(name, size => Mega(costs[(size * ways.Length) + way].Bytes));
        var time = new Panel(
            "Time, ms", [Time(0, "read of Core"), Time(1, "poll of a wait"), Time(2, Floor.Name), Time(3, JsonDocumentWay.Name)]);
        Series memoryKept = Line("kept by a read of Core", size => Mega(kept[size]));
        var memory = new Panel("Memory, MB", [memoryKept, Garbage(0, "garbage of a read of Core"), Garbage(1, "garbage of a poll")]);
        return new Findings(
        [
            Constant("A further host in a read of Core: time", time.Series[0], Words.Milliseconds),
            Constant("A further host in a read of Core: memory kept", Line("", size => kept[size]), Words.Bytes),
            Constant("A further host in a poll of a wait: time", time.Series[1], Words.Milliseconds),
        ])
        {
            Panels = [time, memory],
        };
    }

    private static Series Line(string name, Func<int, double> valueOfSize) =>
        new(name, [.. Sizes.Select((hosts, size) => ((double)hosts, valueOfSize(size)))]);

    private static double Mega(double bytes) => bytes / 1024 / 1024;

    private static Row Constant(string what, Series series, Func<double, string> unit) =>
        Row.Constant($"{what}, 50 000–100 000", Slope(series, 50_000, 100_000), Slope(series, 10_000, 50_000), "10 000–50 000", unit);

    private static double Slope(Series series, int from, int to)
    {
        double At(int hosts) => series.Points.First(point => point.Hosts == hosts).Value;
        return (At(to) - At(from)) / (to - from);
    }
}
