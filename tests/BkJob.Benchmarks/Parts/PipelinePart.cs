using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Parts;

/// <summary>Many jobs from the pipeline, compared with the ways that a script has without the module.</summary>
internal sealed class PipelinePart : IPart
{
    private const int Count = 300;
    private const int Hosts = 100;

    // The code that runs for each job is compiled with optimizations after some thousand jobs. The cmdlet needs less than half of the time then,
    // so that earlier rounds measure when the runtime gets around to it.
    private const int WarmUpSeconds = 20;

    /// <inheritdoc/>
    public string Name => "pipeline";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        // Both ways of the script run as many requests at once as the cmdlet does by default.
        string id = $"$($_ * {Jobs.IdFor(0, number: 1)} + {Hosts})";
        string request = $"Invoke-RestMethod \"{new Uri(harness.Server.Address, "api/c/compapi/v2/job/get_job_instance_status/")}?bk_biz_id=1&job_instance_id={id}\"";
        Cost[] costs = await harness.Pwsh.MeasureAsync(new LineRun(
            harness.Server.Address,
            [
                $"1..{Count} | ForEach-Object {{ {id} }} | Get-BkJobInstanceStatus",
                $"1..{Count} | ForEach-Object {{ {request} }}",
                $"1..{Count} | ForEach-Object -Parallel {{ {request} }} -ThrottleLimit 8",
            ],
            Expected: Count,
            WarmUp: 1,
            Rounds: 21)
        {
            WarmUpSeconds = WarmUpSeconds,
        });
        (Cost better, string way) = costs[1].Milliseconds < costs[2].Milliseconds ? (costs[1], "in a loop") : (costs[2], "with -Parallel");
        return new Findings(
        [
            Row.TimesLess(
                $"Get-BkJobInstanceStatus, {Count} jobs of {Words.Hosts(Hosts)}: time",
                costs[0].Milliseconds,
                better.Milliseconds,
                $"Invoke-RestMethod {way} ({harness.Pwsh.Name})",
                Words.Milliseconds,
                least: 2),
        ]);
    }
}
