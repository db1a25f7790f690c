using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Logs;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Parts;

/// <summary>The logs of many hosts: by Core, by the cmdlet, and saved as files.</summary>
internal sealed class LogsPart : IPart
{
    private const int Hosts = 2_000;
    private const double MaxFactor = 1.5;
    private static readonly string Amount = $"{Words.Hosts(Hosts)}, {Words.Bytes(LogBody.TextLength)} each";

    /// <inheritdoc/>
    public string Name => "logs";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        Uri server = harness.Server.Address;
        return new Findings(
        [
            .. await MeasureCoreAsync(server),
            .. await MeasureCmdletAsync(server, harness.Hosted),
            CreateMemoryRow(await SavedLogs.MeasureAsync(server, Hosts)),
        ]);
    }

    private static async Task<Row[]> MeasureCoreAsync(Uri server)
    {
        using CoreLogs core = await CoreLogs.CreateAsync(server, Hosts);
        Cost[] costs = await Alternation.RunAsync(
            warmUp: 10, rounds: 31, core.ReadAsync, () => SourceGenerationWay.ReadLogsAsync(server, Hosts));
        return CreateRows($"Logs by Core, {Amount}", costs, SourceGenerationWay.Name);
    }

    private static async Task<Row[]> MeasureCmdletAsync(Uri server, HostedEngine engine)
    {
        string[] lines = [$"Get-BkJobLog {Jobs.IdFor(Hosts)}", $"[{typeof(SourceGenerationWay).FullName}]::ReadLogs('{server}', {Hosts})"];
        Cost[] costs = await engine.MeasureAsync(
            new LineRun(server, lines, Expected: Hosts, WarmUp: 10, Rounds: 31) { Api = BkJobApi.EsbV3 });
        return CreateRows($"Get-BkJobLog, {Amount}", costs, $"{SourceGenerationWay.Name} ({engine.Name})");
    }

    private static Row[] CreateRows(string what, Cost[] costs, string other) =>
    [
        Row.AtMost($"{what}: time", costs[0].Milliseconds, costs[1].Milliseconds, other, Words.Milliseconds, MaxFactor),
        Row.Compare($"{what}: garbage", costs[0].Bytes, costs[1].Bytes, other, Words.Bytes),
    ];

    private static Row CreateMemoryRow(SavedLogs saved) => Row.Under(
        $"Get-BkJobLog -ThrottleLimit {SavedLogs.ThrottleLimit} | Save-BkJobLog, {Amount}: memory",
        saved.Batches,
        SavedLogs.ThrottleLimit,
        batches => $"{Words.Digits(batches)} batches",
        $"{Words.Bytes(saved.LiveBytes)} live; a batch is {Words.Bytes(SavedLogs.BytesOfBatch)}, all are {Hosts / SavedLogs.HostsOfBatch}");
}
