using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Parts;

/// <summary>A read of Core, from the socket to the objects.</summary>
internal sealed class ReadPart : IPart
{
    private const int Hosts = 50_000;
    private const double MaxBytesPerHost = 40;
    private static readonly string What = $"Read of Core, {Words.Hosts(Hosts)}";

    /// <inheritdoc/>
    public string Name => "read";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        using var floor = new Floor();
        using var core = new Core(harness.Server.Address);
        Uri url = harness.Server.CreateStatusUrl(Hosts);
        Cost[] costs = await Alternation.RunAsync(
            warmUp: 60,
            rounds: 41,
            () => core.ReadAsync(Hosts),
            () => floor.RunAsync(url),
            () => JsonDocumentWay.FindFailedAsync(url));
        double kept = await Retained.BytesOfAsync(async () => await core.ReadAsync(Hosts)) / Hosts;
        (Cost ours, Cost least, Cost common) = (costs[0], costs[1], costs[2]);
        return new Findings(
        [
            Row.AtMost($"{What}: time", ours.Milliseconds, least.Milliseconds, Floor.Name, Words.Milliseconds, most: 1.5),
            Row.Under($"{What}: memory kept for a host", kept, MaxBytesPerHost, Words.Bytes),
            Row.Compare($"{What}: time", ours.Milliseconds, common.Milliseconds, JsonDocumentWay.Name, Words.Milliseconds),
            Row.Compare($"{What}: garbage", ours.Bytes, common.Bytes, JsonDocumentWay.Name, Words.Bytes),
        ]);
    }
}
