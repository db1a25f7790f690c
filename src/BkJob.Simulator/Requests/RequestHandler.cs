using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Requests;

/// <summary>The common handling of all APIs: records a request, applies faults, and sends the response.</summary>
/// <param name="endpoints">The endpoints.</param>
/// <param name="faultResponse">The responses of faults.</param>
/// <param name="clock">The clock of the log and of delays.</param>
/// <param name="faults">The faults.</param>
/// <param name="log">The request log.</param>
internal sealed class RequestHandler(
    Endpoints endpoints, FaultResponse faultResponse, SimulatorClock clock, FaultPlan faults, RequestLog log)
{
    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var request = await ApiRequest.ReadAsync(context);
        var arrived = clock.Now;
        log.Begin(new RecordedRequest(
            request.Method, request.Path, request.Query, request.Headers, request.Body, request.Operation, request.JobInstanceId, arrived));
        try
        {
            await RespondAsync(context, request, arrived, stopping, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client has disconnected, or the simulator is stopping.
            context.Abort();
        }
        finally
        {
            log.End();
        }
    }

    private async Task RespondAsync(
        HttpContext context, ApiRequest request, DateTimeOffset arrived, CancellationToken stopping, CancellationToken ct)
    {
        var fault = faults.Take(request);
        var endpoint = endpoints.At(request.Path);
        if (fault?.ExecutionDelay is { } later)
        {
            // The end of the request does not affect it.
            _ = ExecuteAsync(endpoint, request, arrived + later, stopping);
        }

        var executed = fault is { AfterExecution: true } ? endpoint.Handle(request) : null;
        await clock.WaitUntilAsync(arrived + (fault?.Delay ?? TimeSpan.Zero), ct);
        if (fault is { Silence: true })
        {
            await Task.Delay(Timeout.Infinite, ct);
        }

        var response = faultResponse.For(fault, request, endpoint) ?? executed ?? endpoint.Handle(request);
        await ResponseSender.SendAsync(context, response, fault, clock, ct);
    }

    private async Task ExecuteAsync(IEndpoint endpoint, ApiRequest request, DateTimeOffset at, CancellationToken stopping)
    {
        await clock.WaitUntilAsync(at, stopping);
        endpoint.Handle(request);
    }
}
