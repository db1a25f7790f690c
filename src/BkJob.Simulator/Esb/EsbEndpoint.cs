using BkJob.Simulator.Wire;

namespace BkJob.Simulator.Esb;

/// <summary>The ESB: takes a request, lets faults at it, and answers as the real one would.</summary>
internal sealed class EsbEndpoint(SimulatorOptions options, SimulatorClock clock, JobCatalogue jobs, FaultPlan faults, RequestLog log)
{
    private const string StatusPath = "/api/c/compapi/v2/job/get_job_instance_status";

    private readonly CredentialCheck _credentials = new(options);

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var request = await EsbRequest.ReadAsync(context);
        var arrived = clock.Now;
        log.Enter(new RecordedRequest(
            request.Method, request.Path, request.Query, request.Headers, request.Body, request.JobInstanceId, arrived));
        try
        {
            await AnswerAsync(context, request, arrived, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client has gone, or the simulator stops: nobody is left to answer.
            context.Abort();
        }
        finally
        {
            log.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context, EsbRequest request, DateTimeOffset arrived, CancellationToken ct)
    {
        var fault = faults.Take(request.JobInstanceId);
        await clock.WaitUntilAsync(arrived + (fault?.Delay ?? TimeSpan.Zero), ct);
        if (fault is { Silence: true })
        {
            await Task.Delay(Timeout.Infinite, ct);
        }

        await AnswerSender.SendAsync(context, FaultyAnswer(fault) ?? TrueAnswer(request), fault, clock, ct);
    }

    private Answer? FaultyAnswer(Fault? fault) => fault switch
    {
        { Body: { } body } => Answer.Text(StatusOf(fault), body, fault.ContentType),
        { HtmlPage: true } => LoginPage.Show(StatusOf(fault)),
        { Garbage: { } length } => Answer.Bytes(StatusOf(fault), Garbage.Make(length, fault.Seed), fault.ContentType),
        { EnvelopeCode: { } code } => Answer.Refused(
            new Refusal(code, fault.Message ?? "Simulated fault"), options.Generation, StatusOf(fault)),
        { HttpStatus: not null } or { RedirectTo: not null } => Answer.Empty(StatusOf(fault)),
        _ => null,
    };

    private static int StatusOf(Fault fault) =>
        fault.HttpStatus ?? (fault.RedirectTo is null ? StatusCodes.Status200OK : StatusCodes.Status302Found);

    private Answer TrueAnswer(EsbRequest request)
    {
        var isKnown = request.Path.TrimEnd('/') == StatusPath
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method));
        if (!isKnown)
        {
            return Answer.UnknownPath();
        }

        if (request.Parameters is not { } parameters)
        {
            return Refused(new Refusal(Refusal.Common, "Request JSON string is wrong in format, which cannot be analyzed."));
        }

        return _credentials.Refuse(request, parameters) is { } refusal
            ? Refused(refusal)
            : StatusAnswer(parameters, JobMessages.For(request));
    }

    private Answer StatusAnswer(EsbParameters parameters, JobMessages messages)
    {
        var query = StatusQuery.Read(parameters, options.Generation, messages);
        if (query.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        var job = jobs.Find(query.Id);
        if (job is null || JobScope.Of(job) != query.Scope)
        {
            return Refused(messages.NoSuchInstance);
        }

        return job switch
        {
            { RawBody: { } body } => Answer.Text(StatusCodes.Status200OK, body),
            { Steps.Count: 0 } => Refused(messages.NoSuchStep),
            _ => Answer.Job(JobView.At(job, clock.Now), job.Generation ?? options.Generation),
        };
    }

    private Answer Refused(Refusal refusal) => Answer.Refused(refusal, options.Generation);
}
