using System.Globalization;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Waiting;

namespace BkJob.Benchmarks.Parts;

/// <summary>Many waits on a server that limits its responses: a request that is rejected is work for both sides and no poll.</summary>
internal sealed class LimitPart : IPart
{
    private const int Waits = 500;
    private const double MostPerPoll = 1.25;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "limit";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        long polls = await harness.Server.CountAsync();
        using (var session = new WaitSession(harness.Server.Address))
        {
            Task wait = session.WaitAsync(ManyJobs.Running(Waits), Jobs.Limited);
            await Task.Delay(Length);
            await session.StopAsync(wait);
        }

        polls = await harness.Server.CountAsync() - polls;
        long requests = polls + await harness.Server.CountRejectedAsync();
        return new Findings(
        [
            Row.AtMost(
                $"{Words.Count(Waits)} waits under {RateLimit.ResponsesPerSecond} responses per second: requests",
                requests,
                polls,
                string.Create(CultureInfo.InvariantCulture, $"due polls in {Length.TotalSeconds} s"),
                count => Words.Count((int)count),
                MostPerPoll),
        ]);
    }
}
