using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>The jobs of a cmdlet with <c>-Wait</c>: they are waited for together, and each is written as soon as it has finished.</summary>
/// <param name="loop">Waits.</param>
/// <param name="streams">The output of the cmdlet.</param>
internal sealed class WaitedJobs(WaitLoop loop, JobStreams streams) : IDisposable
{
    private readonly Dictionary<(object? Origin, JobScope, long JobId), WaitedJob> _jobs = [];

    /// <summary>The jobs that have not been written yet.</summary>
    public IEnumerable<JobInstance> Unfinished => _jobs.Values.Where(waited => !waited.IsWritten).Select(waited => waited.Job);

    /// <summary>Adds a job that has not finished.</summary>
    public void Add(JobInstanceQuery query, BkJobContext context, JobInstance job) => _jobs[GetKey(query)] = new WaitedJob(query, context, job);

    /// <summary>Waits until all jobs have finished.</summary>
    /// <param name="timeout">The maximum time in seconds; -1 for no limit.</param>
    /// <param name="throttleLimit">The maximum number of concurrent requests.</param>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public void Wait(double timeout, int throttleLimit)
    {
        var options = new WaitOptions { Timeout = timeout < 0 ? null : TimeSpan.FromSeconds(timeout), ThrottleLimit = throttleLimit };
        loop.Run([.. _jobs.Values.Select(waited => waited.Query)], query => Find(query).Context.Client, options, what => Handle(what, timeout));
    }

    /// <inheritdoc/>
    public void Dispose() => loop.Dispose();

    private void Handle(WaitEvent what, double timeout)
    {
        switch (what)
        {
            case JobCompleted completed:
                Write(completed, completed.Job);
                break;
            case ConfirmationRequired required:
                streams.Warn(UserWait.FormatStartedWait(required.Job, required.Query.Scope));
                break;
            case PollingFailed failed:
                Write(failed, failed.Last);
                streams.WriteError(ErrorRecords.Unreadable(failed));
                break;
            case WaitTimedOut timedOut:
                Write(timedOut, timedOut.Last);
                streams.WriteError(ErrorRecords.WaitTimeout(timedOut, timeout));
                break;
            case PollRetrying retrying:
                streams.WriteVerbose(WaitText.Format(retrying));
                break;
            case RequestCompleted completedRequest:
                streams.WriteTrace(completedRequest.Request);
                break;
        }
    }

    private void Write(WaitEvent what, JobInstance? last)
    {
        WaitedJob waited = Find(what.Query);
        waited.IsWritten = true;
        streams.WriteJob(last ?? waited.Job);
    }

    // A poll adds options to the query of a job.
    private WaitedJob Find(JobInstanceQuery query) => _jobs[GetKey(query)];

    private static (object? Origin, JobScope Scope, long JobId) GetKey(JobInstanceQuery query) => (query.Origin, query.Scope, query.JobInstanceId);

    /// <summary>A job as it was read before the wait.</summary>
    private sealed class WaitedJob(JobInstanceQuery query, BkJobContext context, JobInstance job)
    {
        public JobInstanceQuery Query => query;

        public BkJobContext Context => context;

        public JobInstance Job => job;

        public bool IsWritten { get; set; }
    }
}

/// <summary>The output of a cmdlet, on the pipeline thread.</summary>
/// <param name="WriteJob">Writes a job.</param>
/// <param name="WriteError">Writes an error.</param>
/// <param name="Warn">Writes a warning.</param>
/// <param name="WriteVerbose">Writes to the verbose stream.</param>
/// <param name="WriteTrace">Writes a request to the verbose and debug streams.</param>
internal sealed record JobStreams(
    Action<JobInstance> WriteJob, Action<ErrorRecord> WriteError, Action<string> Warn, Action<string> WriteVerbose, Action<RequestEvent> WriteTrace);
