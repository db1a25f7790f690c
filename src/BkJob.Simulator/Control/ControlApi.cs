using System.Text.Json;
using BkJob.Simulator.Demo;

namespace BkJob.Simulator.Control;

/// <summary>The API under /_sim that controls the simulator from another process. It requires no credentials: loopback only.</summary>
internal static class ControlApi
{
    public static void Map(WebApplication app, SimulatorServer server)
    {
        var control = app.MapGroup("/_sim");
        control.MapGet("", () => Json(Describe(server)));
        control.MapPost("jobs", (HttpRequest request) => TakeAsync<SimulatedJob>(request, server.Jobs.Add));
        // Restarts the demo jobs.
        control.MapPost("jobs/demo", () => Done(() => DemoCatalogue.AddTo(server.Jobs, server.Clock.Now)));
        control.MapPost("jobs/history", (HttpRequest request) => TakeAsync<HistoryRequest>(request, history => history.AddTo(server.Jobs)));
        control.MapGet("starts", () => Json(server.Jobs.Starts));
        control.MapGet("starts/counts", () => Json(server.CountStarts()));
        control.MapPost("accounts", (HttpRequest request) => TakeAsync<SimulatedAccount>(request, server.Jobs.Accounts.Add));
        control.MapPost("scripts", (HttpRequest request) => TakeAsync<SimulatedScript>(request, server.Jobs.Scripts.Add));
        control.MapPost("plans", (HttpRequest request) => TakeAsync<SimulatedPlan>(request, server.Jobs.Plans.Add));
        control.MapDelete("plans", () => Done(server.Jobs.Plans.Clear));
        control.MapDelete("jobs/{id:long}", (long id) => Remove(server.Jobs, id));
        control.MapGet("faults", () => Json(server.Faults.Counts));
        control.MapPost("faults", (HttpRequest request) => TakeAsync<Fault>(request, server.Faults.Add));
        control.MapDelete("faults", () => Done(server.Faults.Clear));
        control.MapPost("clock/advance", (HttpRequest request) => AdvanceAsync(request, server.Clock));
        control.MapGet("requests", () => Json(server.Requests.All));
        control.MapDelete("requests", () => Done(server.Requests.Clear));
        control.MapGet("operations", () => Json(server.Jobs.Operations));
        control.MapGet("operations/counts", () => Json(Count(server)));
        control.MapPost("jobs/{id:long}/drop-events", (long id, HttpRequest request) => DropEventsAsync(server.Jobs, id, request));
        control.MapDelete("operations", () => Done(server.Jobs.ClearOperations));
        control.MapFallback((HttpRequest request) =>
            Words(404, $"There is no {request.Method} {request.Path} here; GET /_sim says what there is."));
    }

    private static object Describe(SimulatorServer server) => new
    {
        Name = "BlueKing Job simulator",
        Apis = ServerApiList.Of(server.Options.Apis),
        Profile = ServerProfileName.Of(server.Options.Profile),
        server.Options.Esb,
        server.Options.Generation,
        server.Options.Stage,
        server.Options.TenantId,
        ManualClock = server.Clock.IsManual,
        server.Clock.Now,
        Jobs = server.Jobs.All.Select(job => job.Id),
        Routes = new[]
        {
            "GET /_sim", "POST /_sim/jobs", "POST /_sim/jobs/demo", "POST /_sim/jobs/history", "DELETE /_sim/jobs/{id}",
            "GET /_sim/starts", "GET /_sim/starts/counts", "POST /_sim/accounts", "POST /_sim/scripts",
            "POST /_sim/plans", "DELETE /_sim/plans", "GET /_sim/faults", "POST /_sim/faults", "DELETE /_sim/faults",
            "POST /_sim/clock/advance", "GET /_sim/requests", "DELETE /_sim/requests",
            "GET /_sim/operations", "GET /_sim/operations/counts", "DELETE /_sim/operations", "POST /_sim/jobs/{id}/drop-events",
        },
    };

    private static IEnumerable<object> Count(SimulatorServer server) => server.Jobs.Operations
        .Select(one => (one.Operation, one.JobInstanceId, one.StepInstanceId, one.OperationCode))
        .Distinct()
        .Select(key => new
        {
            key.Operation,
            key.JobInstanceId,
            key.StepInstanceId,
            key.OperationCode,
            Received = server.Requests.Count(key.Operation, key.JobInstanceId),
            Counts = server.Jobs.CountOperations(key.Operation, key.JobInstanceId, key.StepInstanceId, key.OperationCode),
        });

    private static async Task<IResult> DropEventsAsync(JobCatalogue jobs, long id, HttpRequest request)
    {
        var isKnown = true;
        var result = await TakeAsync<DropRequest>(request, drop => isKnown = jobs.DropEvents(id, drop.Count));
        return isKnown ? result : NoJob(id);
    }

    private static IResult NoJob(long id) => Words(404, $"There is no job {id}.");

    private static IResult Remove(JobCatalogue jobs, long id) =>
        jobs.Remove(id) ? Results.NoContent() : NoJob(id);

    private static Task<IResult> AdvanceAsync(HttpRequest request, SimulatorClock clock) => clock.IsManual
        ? TakeAsync<ClockAdvance>(request, advance => clock.Advance(Timeline.Seconds.ToTime(advance.Seconds)))
        : Task.FromResult(Words(409, "The clock is the real one; start the simulator with --manual-clock to move it."));

    private static async Task<IResult> TakeAsync<T>(HttpRequest request, Action<T> take)
    {
        try
        {
            // Any Content-Type is accepted; a body that is not JSON is rejected.
            take(await JsonSerializer.DeserializeAsync<T>(request.Body, ControlJson.Options, request.HttpContext.RequestAborted)
                ?? throw new JsonException("The body is null."));
            return Results.NoContent();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return Words(400, exception.Message);
        }
    }

    private static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }

    private static IResult Json(object value) => Results.Json(value, ControlJson.Options);

    private static IResult Words(int status, string words) => Results.Text(words + "\n", "text/plain; charset=utf-8", statusCode: status);
}

/// <summary>The body of POST /_sim/jobs/history.</summary>
/// <param name="Count">The number of jobs.</param>
/// <param name="Spacing">The distance between two of them.</param>
/// <param name="Template">The job that is repeated; null for a simple one.</param>
/// <param name="FirstId">The ID of the oldest job; null for the default.</param>
internal sealed record HistoryRequest(int Count, TimeSpan Spacing, SimulatedJob? Template = null, long? FirstId = null)
{
    private const int MaxCount = 1_000_000;

    public void AddTo(JobCatalogue jobs)
    {
        if (Count is < 0 or > MaxCount || Spacing < TimeSpan.Zero)
        {
            throw new ArgumentException($"A history has from 0 to {MaxCount} jobs, and its spacing must not be negative.");
        }

        jobs.AddHistory(Count, Spacing, Template, FirstId ?? JobCatalogue.FirstHistoryId);
    }
}

/// <summary>The body of POST /_sim/jobs/{id}/drop-events.</summary>
/// <param name="Count">The number of events that the engine drops.</param>
internal sealed record DropRequest(int Count);

/// <summary>The body of POST /_sim/clock/advance.</summary>
/// <param name="Seconds">The time by which the clock advances.</param>
internal sealed record ClockAdvance(double Seconds);
