using System.Globalization;
using BkJob.Actions;
using BkJob.Operations;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>
/// Starts a job at most once (design-actions.md §5.3): the job is created without being started, which has no effect if it happens twice,
/// and then started by an operation that the server executes once. If the response to the first request is lost, the history is searched
/// for as long as the server can still create the job; the request is never sent again.
/// </summary>
/// <param name="client">The client of the server.</param>
/// <param name="onRequestCompleted">Called after each request, on any thread.</param>
/// <param name="clock">The clock of the polls; null for that of the client.</param>
internal sealed class JobStarter(BkJobClient client, Action<RequestEvent> onRequestCompleted, TimeProvider? clock = null)
{
    /// <summary>The server does not know the operation, or the job has been started already (protocol-actions.md §3.1).</summary>
    private static readonly string[] AlreadyStartedCodes = ["1241002", "1241015"];

    private readonly TimeProvider _clock = clock ?? client.Clock;

    /// <summary>Creates a job, and starts it unless the request must not start it.</summary>
    /// <param name="command">The start.</param>
    /// <param name="onCreated">Called with the ID of the job as soon as it is known.</param>
    /// <param name="cancellation">A token to cancel the requests.</param>
    /// <exception cref="StartUnknownException">It is unknown whether the job was created.</exception>
    /// <exception cref="BkJobException">The job was not created; or it was, and could not be started, which the message states.</exception>
    public async Task<StartedJob> StartAsync<TRequest>(StartCommand<TRequest> command, Action<long> onCreated, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        (CreatedJob? created, BkJobException? lost, long sent) = await CreateAsync(command, cancellation).ConfigureAwait(false);
        try
        {
            if (created is not null)
            {
                return await StartAsync(command, created, onCreated, cancellation).ConfigureAwait(false);
            }
        }
        catch (OtherJobException e)
        {
            lost = e;
        }

        CreatedJob found = await FindAsync(command, lost!, sent, cancellation).ConfigureAwait(false);
        try
        {
            return await StartAsync(command, found, onCreated, cancellation).ConfigureAwait(false) with { Lost = lost };
        }
        catch (OtherJobException e)
        {
            throw new StartUnknownException(e, [], isHistoryRead: true);
        }
    }

    /// <summary>Sends the request that creates the job, once.</summary>
    /// <returns>The job, or the error if its response was lost; and when the request was sent, as a timestamp.</returns>
    private async Task<(CreatedJob? Job, BkJobException? Lost, long Sent)> CreateAsync<TRequest>(
        StartCommand<TRequest> command, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        long sent = _clock.GetTimestamp();
        try
        {
            return (await client.CreateJobAsync(command.Operation, command.Request, OnSent, cancellation).ConfigureAwait(false), null, sent);
        }
        catch (BkJobException e) when (e.Delivery != Delivery.NotExecuted)
        {
            return (null, e, sent);
        }

        // Retries and delays precede the request that was lost.
        void OnSent(RequestEvent request)
        {
            sent = _clock.GetStartOf(request);
            onRequestCompleted(request);
        }
    }

    private async Task<CreatedJob> FindAsync<TRequest>(
        StartCommand<TRequest> command, BkJobException lost, long sent, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        var search = new LostJobSearch(client, command.Request, onRequestCompleted, _clock)
        {
            UniqueName = command.UniqueName,
            PlanId = command.PlanId,
        };
        return await search.FindAsync(lost, sent, client.GetExecutionWindow(command.Operation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Starts a created job, unless the server has started it or must not.</summary>
    /// <exception cref="OtherJobException">A response shows that it is another job.</exception>
    private async Task<StartedJob> StartAsync<TRequest>(
        StartCommand<TRequest> command, CreatedJob created, Action<long> onCreated, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        // ESB v2 is called if the server has no v3, and starts every job.
        TRequest request = command.Request;
        bool isStarted = client.GetApi(command.Operation) == BkJobApi.EsbV2;
        if (!isStarted)
        {
            command.Verify(created.Name);
        }

        onCreated(created.Id);
        var query = new JobInstanceQuery(created.Id, request.Scope) { IsTraced = request.IsTraced, Origin = request.Origin, IsOfCommand = true };
        StartedJob? before = null;
        bool isPending = request.IsStartedSeparately && !isStarted;
        if (isPending && (request.MustNotStart || client.CreatesOnly is not true || string.IsNullOrEmpty(created.Name)))
        {
            // Job 3.9 and earlier have started the job: only its status shows it.
            before = await ReadAsync(command, query, created, cancellation).ConfigureAwait(false);
            if (before.Unreadable is null)
            {
                client.CreatesOnly = isPending = before.Job.Status == JobStatus.NotStarted;
            }

            if (request.MustNotStart || !isPending)
            {
                return before with { StartedImmediately = request.MustNotStart && !isPending };
            }
        }

        JobInstance? after = isPending ? await OperateAsync(query, cancellation).ConfigureAwait(false) : null;
        return after is not null ? new StartedJob(after)
            : before is { Unreadable: null } ? before
            : await ReadAsync(command, query, created, cancellation).ConfigureAwait(false);
    }

    /// <summary>Starts a created job.</summary>
    /// <returns>The job, if it had to be read; otherwise null.</returns>
    private async Task<JobInstance?> OperateAsync(JobInstanceQuery query, CancellationToken cancellation)
    {
        try
        {
            JobActionResult? result = await new JobActionRunner(client, query, onRequestCompleted, _clock)
                .RequestAsync(WholeJobAction.Start, cancellation).ConfigureAwait(false);
            return result?.Job;
        }
        catch (BkJobException e) when (AlreadyStartedCodes.Contains(e.Code) && e.Delivery == Delivery.NotExecuted)
        {
            return null;
        }
        catch (BkJobException e)
        {
            string id = query.JobInstanceId.ToString(CultureInfo.InvariantCulture);
            throw e.Kind == BkJobErrorKind.OutcomeUnknown
                ? e.WithMessage(CoreMessages.FormatCreatedStartUnknown(id, e.Message), query.JobInstanceId)
                : e.WithMessage(CoreMessages.FormatCreatedNotStarted(id, e.Message), query.JobInstanceId, Delivery.Executed);
        }
    }

    /// <summary>Reads the status of the job.</summary>
    /// <exception cref="OtherJobException">It is that of another job.</exception>
    private async Task<StartedJob> ReadAsync<TRequest>(
        StartCommand<TRequest> command, JobInstanceQuery query, CreatedJob created, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        JobInstance job;
        try
        {
            job = await client.GetJobInstanceAsync(query, onRequestCompleted, cancellation).ConfigureAwait(false);
        }
        catch (BkJobException e)
        {
            var known = new JobInstance
            {
                Id = created.Id,
                Name = created.Name ?? "",
                BizId = query.Scope.BizId,
                ScopeType = query.Scope.ScopeType,
                ScopeId = query.Scope.ScopeId,
            };
            return new StartedJob(known.WithOrigin(query.Origin)) { Unreadable = e };
        }

        // Job 2.x can discard the name of an ad-hoc job.
        command.Verify(client.GetApi(command.Operation) == BkJobApi.EsbV2 ? null : job.Name, job.PlanId);
        return new StartedJob(job);
    }
}
