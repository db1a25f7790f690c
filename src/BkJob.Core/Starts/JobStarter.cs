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
        TRequest request = command.Request;
        (CreatedJob created, BkJobException? lost) = await CreateAsync(command, cancellation).ConfigureAwait(false);
        onCreated(created.Id);
        var query = new JobInstanceQuery(created.Id, request.Scope) { IsTraced = request.IsTraced, Origin = request.Origin };

        // ESB v2 is called if the server has no v3, and starts every job.
        bool isPending = request.CreateOnly && client.GetApi(command.Operation) != BkJobApi.EsbV2;
        StartedJob started = await StartAsync(query, created, isPending, request.MustNotStart, cancellation).ConfigureAwait(false);
        return started with { Lost = lost };
    }

    private async Task<StartedJob> StartAsync(
        JobInstanceQuery query, CreatedJob created, bool isPending, bool mustNotStart, CancellationToken cancellation)
    {
        StartedJob? before = null;
        if (isPending && (mustNotStart || client.CreatesOnly is not true))
        {
            // Job 3.9 and earlier have started the job: only its status shows it.
            before = await ReadAsync(query, created, cancellation).ConfigureAwait(false);
            if (before.Unreadable is null)
            {
                client.CreatesOnly = isPending = before.Job.Status == JobStatus.NotStarted;
            }

            if (mustNotStart || !isPending)
            {
                return before with { StartedImmediately = mustNotStart && !isPending };
            }
        }

        JobInstance? after = isPending ? await OperateAsync(query, cancellation).ConfigureAwait(false) : null;
        return after is not null ? new StartedJob(after)
            : before is { Unreadable: null } ? before
            : await ReadAsync(query, created, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends the request that creates the job, once.</summary>
    private async Task<(CreatedJob Job, BkJobException? Lost)> CreateAsync<TRequest>(StartCommand<TRequest> command, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        long sent = _clock.GetTimestamp();
        try
        {
            return (await client.CreateJobAsync(command.Operation, command.Request, OnSent, cancellation).ConfigureAwait(false), null);
        }
        catch (BkJobException e) when (e.Delivery != Delivery.NotExecuted)
        {
            var search = new LostJobSearch(client, command.Request, onRequestCompleted, _clock)
            {
                UniqueName = command.UniqueName,
                PlanId = command.PlanId,
            };
            CreatedJob found = await search.FindAsync(e, sent, client.GetExecutionWindow(command.Operation), cancellation).ConfigureAwait(false);
            return (found, e);
        }

        // Retries and delays precede the request that was lost.
        void OnSent(RequestEvent request)
        {
            sent = _clock.GetStartOf(request);
            onRequestCompleted(request);
        }
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

    private async Task<StartedJob> ReadAsync(JobInstanceQuery query, CreatedJob created, CancellationToken cancellation)
    {
        try
        {
            return new StartedJob(await client.GetJobInstanceAsync(query, onRequestCompleted, cancellation).ConfigureAwait(false));
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
    }
}
