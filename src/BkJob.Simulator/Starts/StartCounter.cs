using System.Text.Json;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Starts;

/// <summary>Counts start requests, for tests of "at most once".</summary>
internal static class StartCounter
{
    public static StartCounts Count(SimulatorServer server, string? operation, string? name)
    {
        var operations = operation is null ? JobServer.StartOperationNames : [operation];
        var requests = server.Requests.All.Where(request =>
            operations.Contains(request.Operation, StringComparer.Ordinal) && (name is null || NameOf(request) == name));
        List<AcceptedStart> starts = [.. server.Jobs.Starts.Where(start =>
            operations.Contains(start.Operation, StringComparer.Ordinal) && (name is null || start.Name == name))];
        return new StartCounts(requests.Count(), starts.Count, starts.Sum(start => start.EffectiveStarts));
    }

    private static string? NameOf(RecordedRequest request)
    {
        try
        {
            return JsonElement.Parse(request.Body).Text("task_name");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
