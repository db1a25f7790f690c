using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Requests;

/// <summary>What all APIs have in common: a request is written down, held where a fault says so, and answered.</summary>
/// <param name="endpoints">Who answers.</param>
/// <param name="faultAnswer">The answers of faults.</param>
/// <param name="clock">The time of the log, and of what a fault holds back.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="log">Where requests are written down.</param>
internal sealed class RequestHandler(
    Endpoints endpoints, FaultAnswer faultAnswer, SimulatorClock clock, FaultPlan faults, RequestLog log)
{
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var request = await ApiRequest.ReadAsync(context);
        var arrived = clock.Now;
        log.Begin(new RecordedRequest(
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
            log.End();
        }
    }

    private async Task AnswerAsync(HttpContext context, ApiRequest request, DateTimeOffset arrived, CancellationToken ct)
    {
        var fault = faults.Take(request.JobInstanceId);
        await clock.WaitUntilAsync(arrived + (fault?.Delay ?? TimeSpan.Zero), ct);
        if (fault is { Silence: true })
        {
            await Task.Delay(Timeout.Infinite, ct);
        }

        var endpoint = endpoints.At(request.Path);
        var answer = faultAnswer.For(fault, request, endpoint) ?? endpoint.Handle(request);
        await AnswerSender.SendAsync(context, answer, fault, clock, ct);
    }
}
