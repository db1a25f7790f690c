using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Waiting;

namespace BkJob.Benchmarks.Parts;

/// <summary>A thousand jobs that are waited for together, by the cmdlet.</summary>
internal sealed class WaitPart : IPart
{
    private const double MaxShare = 0.2;
    private static readonly string What = $"Wait for {Words.Count(ManyJobs.Count)} jobs of {Words.Hosts(ManyJobs.HostsOfEach)}";

    /// <inheritdoc/>
    public string Name => "wait";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        List<Row> rows = [Share("put together", await LongWait.ComposeAsync(harness.Server))];
        if (harness.IsReal)
        {
            rows.Add(Share("really waited", await LongWait.WaitAsync(harness.Server)));
        }

        rows.Add(Lateness(await Ends.MeasureAsync(harness.Server)));
        return new Findings(rows);
    }

    private static Row Share(string how, LongWait wait) => Row.Under(
        $"{What}: share of a core, {how}", wait.Share, MaxShare, Words.Percent, $"{Words.Count(wait.Polls)} polls in 10 minutes");

    private static Row Lateness(Ends ends)
    {
        double middle = Median.Of(ends.MillisecondsLate);
        double most = Math.Max(Ends.Interval.TotalMilliseconds, ends.Round.TotalMilliseconds);
        return Row.Under(
            $"{What}: an end is seen, at the latest, after",
            ends.MillisecondsLate.Max(),
            most,
            Words.Milliseconds,
            $"interval 1 s, a round {Words.Milliseconds(ends.Round.TotalMilliseconds)}; half of them within {Words.Milliseconds(middle)}");
    }
}
