using BkJob.Benchmarks.Following;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Parts;

/// <summary>A job whose logs are followed, by the cmdlet.</summary>
internal sealed class FollowPart : IPart
{
    private const double MaxShare = 0.05;
    private static readonly string What = $"Get-BkJobLog -Follow, {Words.Hosts(FollowedJobs.Hosts)}";

    /// <inheritdoc/>
    public string Name => "follow";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        // It comes first because it also compiles the code whose share of a core is measured.
        Row delay = CreateDelayRow(await LineDelays.MeasureAsync(harness.Server.Address));
        List<Row> rows = [CreateShareRow("faster clock", await LongFollow.FollowFastAsync(harness.Server))];
        if (harness.IsReal)
        {
            rows.Add(CreateShareRow("real time", await LongFollow.FollowAsync(harness.Server)));
        }

        rows.Add(delay);
        return new Findings(rows);
    }

    private static Row CreateShareRow(string how, LongFollow follow) => Row.Under(
        $"{What}: share of a core, {how}",
        follow.Share,
        MaxShare,
        Words.Percent,
        $"{Words.Count(follow.Requests)} requests and {Words.Count(follow.Lines)} lines in 10 minutes");

    private static Row CreateDelayRow(IReadOnlyList<double> delays) => Row.Under(
        $"{What}: a line is written, at the latest, after",
        delays.Max(),
        LineDelays.Interval.TotalMilliseconds,
        Words.Milliseconds,
        $"interval 1 s; half of them within {Words.Milliseconds(Median.Of(delays))}");
}
