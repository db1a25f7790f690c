using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Parts;

/// <summary>The history of a day: all of it, and the jobs that have failed.</summary>
internal sealed class HistoryPart : IPart
{
    private const double MaxFactor = 1.5;
    private const double MinTimesLess = 10;
    private static readonly string What = $"Find-BkJobInstance, {Words.Count(HistoryBody.Count)} jobs";
    private static readonly string Find = $"Find-BkJobInstance -After '{HistoryBody.Day:o}' -Before '{HistoryBody.Day.AddDays(1):o}'";

    /// <inheritdoc/>
    public string Name => "history";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness) => new(
    [
        .. await MeasureCoreAsync(harness.Server.Address),
        .. await CompareWithSourceGenerationAsync(harness.Server.Address, harness.Hosted),
        .. await CompareWithInvokeRestMethodAsync(harness.Server.Address, harness.Pwsh),
    ]);

    private static async Task<Row[]> MeasureCoreAsync(Uri server)
    {
        using var core = new CoreHistory(server);
        Cost[] costs = await Alternation.RunAsync(
            warmUp: 60, rounds: 61, core.ReadAsync, () => SourceGenerationWay.ReadHistoryAsync(server));
        return CreateRows($"History by Core, {Words.Count(HistoryBody.Count)} jobs", costs, SourceGenerationWay.Name);
    }

    private static async Task<Row[]> CompareWithSourceGenerationAsync(Uri server, HostedEngine engine)
    {
        string[] lines = [Find, $"[{typeof(SourceGenerationWay).FullName}]::ReadHistory('{server}')"];
        Cost[] costs = await engine.MeasureAsync(
            new LineRun(server, lines, HistoryBody.Count, WarmUp: 10, Rounds: 31) { Api = BkJobApi.EsbV3 });
        return CreateRows(What, costs, $"{SourceGenerationWay.Name} ({engine.Name})");
    }

    private static Row[] CreateRows(string what, Cost[] costs, string other) =>
    [
        Row.AtMost($"{what}: time", costs[0].Milliseconds, costs[1].Milliseconds, other, Words.Milliseconds, MaxFactor),
        Row.Compare($"{what}: garbage", costs[0].Bytes, costs[1].Bytes, other, Words.Bytes),
    ];

    private static async Task<Row[]> CompareWithInvokeRestMethodAsync(Uri server, Pwsh pwsh)
    {
        Uri url = HistoryBody.CreateUrl(server);
        string[] lines =
        [
            $"{Find} -Status Failed",
            $"{Find} | Where-Object Status -eq Failed",
            $$"""
            $start = 0
            do {
                $page = (Invoke-RestMethod "{{url}}&start=$start&length=1000").data
                $page.data | Where-Object status -eq {{HistoryBody.Failed}}
                $start += 1000
            } while ($start -lt $page.total)
            """,
        ];
        Cost[] costs = await pwsh.MeasureAsync(
            new LineRun(server, lines, HistoryBody.FailedCount, WarmUp: 4, Rounds: 11) { Api = BkJobApi.EsbV3 });
        string other = $"Invoke-RestMethod and Where ({pwsh.Name})";
        return
        [
            Row.TimesLess($"{What}, -Status: time", costs[0].Milliseconds, costs[2].Milliseconds, other, Words.Milliseconds, MinTimesLess),
            Row.Compare($"{What}, Where: time", costs[1].Milliseconds, costs[2].Milliseconds, other, Words.Milliseconds),
        ];
    }
}
