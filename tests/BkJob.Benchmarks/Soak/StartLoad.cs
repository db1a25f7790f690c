using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace BkJob.Benchmarks.Soak;

/// <summary>Starts jobs: each start has to be executed at most once, and to be reported as what it became.</summary>
internal sealed class StartLoad(SoakRun run) : Load(run)
{
    private const int StartsOfContext = 20;
    private const string NamePrefix = "soak-";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    // What was reported of each start, by its number: small, because the memory of a run is watched.
    private readonly ConcurrentDictionary<int, (Report Report, long JobId)> _reports = new();
    private int _last;

    /// <summary>What a start can report.</summary>
    private enum Report
    {
        /// <summary>The job was returned.</summary>
        Started,

        /// <summary>An error: it is unknown whether the job was created.</summary>
        CreationUnknown,

        /// <summary>An error: the job was created, and it is unknown whether it was started.</summary>
        StartUnknown,

        /// <summary>An error: the job was created and not started.</summary>
        NotStarted,

        /// <summary>An error: nothing was created.</summary>
        NotCreated,

        /// <summary>An error that does not state whether something was created.</summary>
        Unclear,
    }

    /// <inheritdoc/>
    public override int Sessions => 8;

    /// <inheritdoc/>
    protected override void WorkOnce(SoakSession session, Random random, CancellationToken stopping)
    {
        for (int i = 0; i < StartsOfContext && !stopping.WaitHandle.WaitOne(Pause); i++)
        {
            Start(session, isWaited: random.Next(4) == 0);
        }
    }

    /// <summary>Compares the reports with the jobs of the simulator.</summary>
    /// <returns>How many starts there were of each report.</returns>
    public IReadOnlyDictionary<string, int> Check()
    {
        ILookup<int, JsonElement> jobs = Run.Simulator.Get("starts").EnumerateArray().ToLookup(start => NumberOf(start.GetProperty("name").GetString()!));
        foreach ((int number, (Report report, long jobId)) in _reports)
        {
            JsonElement[] created = [.. jobs[number]];
            int started = created.Sum(job => job.GetProperty("effective_starts").GetInt32());
            bool isJob = created is [var job] && job.GetProperty("job_instance_id").GetInt64() == jobId;
            bool isTrue = report switch
            {
                Report.Started => isJob && started == 1,
                Report.CreationUnknown => created.Length <= 1 && started <= 1,
                Report.StartUnknown => isJob && started <= 1,
                Report.NotStarted => isJob && started == 0,
                Report.NotCreated => created.Length == 0,
                _ => false,
            };
            Run.Violations.AddUnless(isTrue, $"Start {number} was reported as {report} (job {jobId}), and created {created.Length} jobs, started {started} times.");
        }

        Run.Violations.AddUnless(jobs.All(job => _reports.ContainsKey(job.Key)), "The simulator has jobs whose start was not reported.");
        return _reports.Values.CountBy(report => report.Report.ToString(), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }

    private static int NumberOf(string name) => int.Parse(name[NamePrefix.Length..].Split(' ')[0], CultureInfo.InvariantCulture);

    private void Start(SoakSession session, bool isWaited)
    {
        int number = Interlocked.Increment(ref _last);
        var jobs = new List<JobInstance>();
        (IReadOnlyList<ErrorRecord> errors, _) = session.Run(
            shell => shell.AddCommand("Start-BkJobScript")
                .AddParameter("Script", "echo soak")
                .AddParameter("Language", "Shell")
                .AddParameter("Target", "0:10.0.0.7")
                .AddParameter("Account", "root")
                .AddParameter("TaskName", FormattableString.Invariant($"{NamePrefix}{number}"))
                .AddParameter("Wait", isWaited),
            item => jobs.Add((JobInstance)item));
        _reports[number] = (jobs, errors) switch
        {
            ([var job], []) => (Report.Started, job.Id),
            ([], [{ Exception: BkJobException error }]) => (ReportOf(error), error.JobInstanceId ?? 0),
            _ => (Report.Unclear, 0),
        };
        Run.Totals.Change(started: 1);
        Run.Violations.AddUnless(
            _reports[number].Report != Report.Unclear && (!isWaited || jobs is [] or [{ Status: JobStatus.Succeeded }]),
            $"Start {number} wrote {jobs.Count} jobs ({jobs.FirstOrDefault()?.Status}) and: {string.Join(" | ", errors)}");
    }

    private static Report ReportOf(BkJobException error) => error switch
    {
        { Kind: BkJobErrorKind.StartUnknown } => Report.CreationUnknown,
        { Kind: BkJobErrorKind.OutcomeUnknown, JobInstanceId: not null } => Report.StartUnknown,
        { JobInstanceId: not null } => Report.NotStarted,
        { Delivery: Delivery.NotExecuted } => Report.NotCreated,
        _ => Report.Unclear,
    };
}
