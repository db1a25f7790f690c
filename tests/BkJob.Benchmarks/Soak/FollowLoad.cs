using System.Management.Automation;

namespace BkJob.Benchmarks.Soak;

/// <summary>Follows growing logs: each line of each host has to be written exactly once and in order.</summary>
internal sealed class FollowLoad(SoakRun run) : Load(run)
{
    private const int Hosts = 3;
    private const int Lines = 40;

    /// <inheritdoc/>
    public override int Sessions => 50;

    /// <inheritdoc/>
    protected override void WorkOnce(SoakSession session, Random random, CancellationToken stopping)
    {
        long id = Run.NextId();
        Run.Simulator.Post("jobs", new
        {
            id,
            name = $"Soak {id}",
            steps = new[]
            {
                new
                {
                    hosts = Hosts,
                    seconds = (20 + (40 * random.NextDouble())) * Run.Scale,
                    log_lines = Lines,
                    log_text = $"{id} {{ip}} line {{line}}",
                    partial_lines = true,
                    ends_without_newline = random.Next(2) == 0,

                    // Less than the interval of two polls: logs that grow later than that are complete before (about_BkJob_Logs).
                    late_chunk_seconds = 0.5,
                },
            },
        });
        var written = new Dictionary<string, int>(StringComparer.Ordinal);
        Run.Totals.Change(following: 1);
        (IReadOnlyList<ErrorRecord> errors, int warnings) = session.Run(
            shell => shell.AddCommand("Get-BkJobLog").AddParameter("Id", id).AddParameter("Follow"),
            item => Check((LogLine)item, id, written));
        Run.Totals.Change(following: -1, followed: 1);
        Run.Violations.AddUnless(
            written.Count == Hosts && written.Values.All(count => count == Lines),
            $"The logs of job {id} ended after these lines: {string.Join(", ", written)}");
        Run.Violations.AddUnless(errors.Count == 0 && warnings == 0, $"Job {id} was followed with {warnings} warnings and: {string.Join(" | ", errors)}");
        Run.Simulator.RemoveJob(id);
    }

    private void Check(LogLine line, long id, Dictionary<string, int> written)
    {
        string host = line.Ip ?? "";
        int next = written.GetValueOrDefault(host) + 1;
        written[host] = next;
        Run.Totals.Change(lines: 1);
        Run.Violations.AddUnless(
            line.Number == next && line.Text == FormattableString.Invariant($"{id} {host} line {next}"),
            $"Line {next} of job {id} on {host} was written as line {line.Number}: {line.Text}");
    }
}
