using System.Management.Automation;

namespace BkJob.Benchmarks.Soak;

/// <summary>Waits for jobs with known ends: each has to be returned exactly once, with its end.</summary>
internal sealed class WaitLoad(SoakRun run) : Load(run)
{
    // The jobs of a wait end during its last part, so that more have to be waited for than are running at a time.
    private const int JobsOfWait = 50;

    /// <inheritdoc/>
    public override int Sessions => 32;

    /// <inheritdoc/>
    protected override void WorkOnce(SoakSession session, Random random, CancellationToken stopping)
    {
        double seconds = (15 + (40 * random.NextDouble())) * Run.Scale;
        Dictionary<long, Plan> open = Enumerable.Range(0, JobsOfWait).Select(_ => AddJob(random, seconds)).ToDictionary(plan => plan.Id);
        long[] ids = [.. open.Keys];
        long missing = Run.NextId();
        Run.Totals.Change(waiting: ids.Length);
        (IReadOnlyList<ErrorRecord> errors, _) = session.Run(
            shell => shell.AddCommand("Wait-BkJobInstance").AddParameter("Id", (long[])[.. ids, missing]).AddParameter("IncludeHosts"),
            item => Check((JobInstance)item, open));
        Run.Totals.Change(waiting: -open.Count);
        foreach (long id in open.Keys)
        {
            Run.Violations.Add($"The wait for job {id} ended without the job.");
        }

        Run.Violations.AddUnless(
            errors is [{ Exception: BkJobException { Kind: BkJobErrorKind.InstanceNotFound } }],
            $"A wait for one missing job has these errors: {string.Join(" | ", errors)}");
        foreach (long id in ids)
        {
            Run.Simulator.RemoveJob(id);
        }
    }

    private Plan AddJob(Random random, double seconds)
    {
        long id = Run.NextId();
        int hosts = random.Next(1, 6);
        double duration = seconds + (random.NextDouble() * 10 * Run.Scale);
        int end = random.Next(10);
        Plan plan = end switch
        {
            < 7 => new Plan(id, JobStatus.Succeeded, hosts, hosts),
            < 9 => new Plan(id, JobStatus.Failed, hosts, hosts - 1),
            _ => new Plan(id, JobStatus.Terminated, hosts, null),
        };
        Run.Simulator.Post("jobs", new
        {
            id,
            name = $"Soak {id}",
            terminated_after = plan.Status == JobStatus.Terminated ? duration : (double?)null,
            terminating_for = 1,
            steps = new[]
            {
                new
                {
                    hosts,
                    seconds = plan.Status == JobStatus.Terminated ? duration * 2 : duration,
                    failed_hosts = plan.Status == JobStatus.Failed ? 1 : 0,
                    failure_code = 104,
                },
            },
        });
        return plan;
    }

    private void Check(JobInstance job, Dictionary<long, Plan> open)
    {
        if (!open.Remove(job.Id, out Plan? plan))
        {
            Run.Violations.Add($"Job {job.Id} was returned again, or was not waited for.");
            return;
        }

        Run.Totals.Change(waiting: -1, waited: 1);
        bool isReal = job.Status == plan.Status && job.Hosts?.Total == plan.Hosts && (plan.Succeeded ?? job.Hosts.Succeeded) == job.Hosts.Succeeded;
        Run.Violations.AddUnless(isReal, $"Job {job.Id} is {plan}, and was returned as {job.Status} with {job.Hosts} hosts.");
    }

    /// <summary>How a job ends.</summary>
    /// <param name="Id">The job.</param>
    /// <param name="Status">Its last status.</param>
    /// <param name="Hosts">The number of its hosts.</param>
    /// <param name="Succeeded">How many of them succeed; null if it depends on the moment of the termination.</param>
    private sealed record Plan(long Id, JobStatus Status, int Hosts, int? Succeeded);
}
