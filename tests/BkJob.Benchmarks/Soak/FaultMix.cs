using System.Globalization;
using System.Text.Json;

namespace BkJob.Benchmarks.Soak;

/// <summary>The faults of a run: a share of all requests, for as long as it takes. None of them is permanent.</summary>
internal static class FaultMix
{
    private static readonly string[] Reads =
    [
        "get_job_instance_status", "get_job_instance_list", "get_job_instance_log",
        "get_job_instance_ip_log", "batch_get_job_instance_ip_log", "batch_get_job_instance_execute_object_log",
    ];

    private static readonly string[] Commands = ["fast_execute_script", "operate_job_instance"];

    private static readonly (string Name, double Probability, object Fault)[] OfReads =
    [
        ("connection reset", 0.01, new { reset = true }),
        ("body truncated", 0.01, new { cut_after_bytes = 60 }),
        ("HTTP 502", 0.01, new { http_status = 502 }),
        ("HTTP 429", 0.01, new { http_status = 429, headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }),
        ("random bytes", 0.005, new { garbage = 200 }),
        ("login page", 0.002, new { html_page = true }),
        ("no response", 0.001, new { silence = true }),
        ("2 s late", 0.01, new { delay = 2 }),
    ];

    private static readonly (string Name, double Probability, object Fault)[] OfCommands =
    [
        ("rate limit, not executed", 0.03, new { envelope_code = 1642902 }),
        ("connection reset, not executed", 0.01, new { reset = true }),
        ("HTTP 502, not executed", 0.01, new { http_status = 502 }),
        ("connection reset after execution", 0.02, new { reset = true, after_execution = true }),
        ("HTTP 502 after execution", 0.02, new { http_status = 502, after_execution = true }),
        ("random bytes after execution", 0.01, new { garbage = 200, after_execution = true }),
        ("no response, executed 8 s later", 0.01, new { silence = true, execution_delay = 8 }),
        ("2 s late", 0.02, new { delay = 2 }),
    ];

    /// <summary>Adds the faults to the simulator.</summary>
    public static void AddTo(SimulatorProcess simulator)
    {
        Add(simulator, Reads, OfReads);
        Add(simulator, Commands, OfCommands);
    }

    /// <summary>Counts the requests with these operations, and the affected ones by the name of the fault.</summary>
    public static (long Requests, IReadOnlyDictionary<string, long> Affected) Count(SimulatorProcess simulator)
    {
        JsonElement[] counts = [.. simulator.Get("faults").EnumerateArray()];
        string[] names = [.. Reads.SelectMany(_ => OfReads.Select(fault => fault.Name)), .. Commands.SelectMany(_ => OfCommands.Select(fault => fault.Name))];
        long requests = counts
            .GroupBy(count => count.GetProperty("fault").GetProperty("operation").GetString())
            .Sum(group => group.Max(count => count.GetProperty("seen").GetInt64()));
        Dictionary<string, long> affected = counts.Zip(names)
            .GroupBy(pair => pair.Second, pair => pair.First.GetProperty("affected").GetInt64(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(), StringComparer.Ordinal);
        return (requests, affected);
    }

    private static void Add(SimulatorProcess simulator, string[] operations, (string Name, double Probability, object Fault)[] faults)
    {
        int seed = 1;
        foreach (string operation in operations)
        {
            foreach ((_, double probability, object fault) in faults)
            {
                var body = JsonSerializer.SerializeToNode(fault)!.AsObject();
                body["operation"] = operation;
                body["probability"] = probability;
                body["times"] = null;

                // Faults with the same seed would affect the same requests, of which the first fault takes all.
                body["seed"] = int.Parse(FormattableString.Invariant($"{operation.Length}{seed++:00}"), CultureInfo.InvariantCulture);
                simulator.Post("faults", body);
            }
        }
    }
}
