using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks.Parts;

/// <summary>Failed hosts, as a user asks for them in a session.</summary>
internal sealed class FailedPart : IPart
{
    private const int Many = 50_000;
    private static readonly string OfMany = $"Get-BkJobStepIpStatus, {Words.Hosts(Many)}";
    private static readonly string OfOne = $"Get-BkJobStepIpStatus, {Words.Hosts(1)}";

    /// <inheritdoc/>
    public string Name => "failed";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        List<Row> rows = [.. await BesideInvokeRestMethodAsync(harness.Server, harness.Pwsh)];
        rows.AddRange(await BesideJsonDocumentAsync(harness.Server, harness.Hosted));
        return new Findings(rows);
    }

    private static async Task<IEnumerable<Row>> BesideInvokeRestMethodAsync(ServerProcess server, Pwsh pwsh)
    {
        static string Line(Uri url) =>
            $"(Invoke-RestMethod '{url}').data.blocks.step_instances.step_ip_status | Where-Object status -ne 9";
        (Cost[] many, Cost[] one) = await MeasureAsync(server, pwsh, Line);
        string other = $"Invoke-RestMethod and Where ({pwsh.Name})";
        return
        [
            Row.TimesLess($"{OfMany}, -Failed: time", many[0].Milliseconds, many[2].Milliseconds, other, Words.Milliseconds, least: 50),
            Row.TimesLess($"{OfMany}, -Failed: garbage", many[0].Bytes, many[2].Bytes, other, Words.Bytes, least: 300),
            Row.TimesLess($"{OfMany}, Where: time", many[1].Milliseconds, many[2].Milliseconds, other, Words.Milliseconds, least: 4),
            Row.Compare($"{OfMany}, Where: garbage", many[1].Bytes, many[2].Bytes, other, Words.Bytes),
            Row.AtMost($"{OfOne}, -Failed: time", one[0].Milliseconds, one[2].Milliseconds, other, Words.Milliseconds, most: 1),
            Row.AtMost($"{OfOne}, Where: time", one[1].Milliseconds, one[2].Milliseconds, other, Words.Milliseconds, most: 1),
        ];
    }

    private static async Task<IEnumerable<Row>> BesideJsonDocumentAsync(ServerProcess server, HostedEngine hosted)
    {
        static string Line(Uri url) => $"[BkJob.Benchmarks.Ways.JsonDocumentWay]::FindFailed('{url}')";
        (Cost[] many, Cost[] one) = await MeasureAsync(server, hosted, Line);
        string other = $"{JsonDocumentWay.Name} ({hosted.Name})";
        return
        [
            Row.Compare($"{OfMany}, -Failed: time", many[0].Milliseconds, many[2].Milliseconds, other, Words.Milliseconds),
            Row.Compare($"{OfMany}, -Failed: garbage", many[0].Bytes, many[2].Bytes, other, Words.Bytes),
            Row.Compare($"{OfMany}, Where: time", many[1].Milliseconds, many[2].Milliseconds, other, Words.Milliseconds),
            Row.Compare($"{OfMany}, Where: garbage", many[1].Bytes, many[2].Bytes, other, Words.Bytes),
            Row.Compare($"{OfOne}, -Failed: time", one[0].Milliseconds, one[2].Milliseconds, other, Words.Milliseconds),
            Row.Compare($"{OfOne}, Where: time", one[1].Milliseconds, one[2].Milliseconds, other, Words.Milliseconds),
        ];
    }

    /// <summary>Measures our two lines and another one, with many hosts and with one.</summary>
    private static async Task<(Cost[] Many, Cost[] One)> MeasureAsync(ServerProcess server, IEngine engine, Func<Uri, string> otherLine)
    {
        LineRun Run(int hosts, int warmUp, int rounds) => new(
            server.Address,
            [
                $"Get-BkJobStepIpStatus {Jobs.IdFor(hosts)} -Failed",
                $"Get-BkJobStepIpStatus {Jobs.IdFor(hosts)} | Where-Object Status -ne 9",
                otherLine(server.CreateStatusUrl(hosts)),
            ],
            JobBody.FailedOf(hosts),
            warmUp,
            rounds);
        return (
            await engine.MeasureAsync(Run(Many, warmUp: 4, rounds: 11)),
            await engine.MeasureAsync(Run(1, warmUp: 100, rounds: 300)));
    }
}
