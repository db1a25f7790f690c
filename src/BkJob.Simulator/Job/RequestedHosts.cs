using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Logs;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Job;

/// <summary>A list of hosts or containers in the body of a request.</summary>
internal sealed class RequestedHosts
{
    private readonly IReadOnlyList<Func<StepLogs, int?>> _places;

    private RequestedHosts(IReadOnlyList<Func<StepLogs, int?>> places) => _places = places;

    /// <summary>The number of requested hosts, whether they exist or not.</summary>
    public int Count => _places.Count;

    /// <summary>Reads a list of IDs or addresses; false if it is not valid.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="name">The name of the list.</param>
    /// <param name="hosts">The hosts; null if the list is absent or null.</param>
    public static bool TryRead(ApiParameters parameters, string name, out RequestedHosts? hosts)
    {
        hosts = null;
        if (parameters[name] is not { } text)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            hosts = new RequestedHosts([.. document.RootElement.EnumerateArray().Select(host => Read(host, name))]);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>The places of the hosts that take part in a step, never in the order of the request.</summary>
    public IEnumerable<int> Places(StepLogs logs) => _places.Select(find => find(logs)).OfType<int>().Distinct().Reverse();

    private static Func<StepLogs, int?> Read(JsonElement host, string name)
    {
        if (name == "container_id_list")
        {
            var container = NumberOf(host);
            return logs => logs.PlaceOfContainer(container);
        }

        var isObject = host.ValueKind == JsonValueKind.Object;
        if (!isObject || (host.TryGetProperty("bk_host_id", out var key) && key.ValueKind != JsonValueKind.Null))
        {
            var id = NumberOf(isObject ? host.GetProperty("bk_host_id") : host);
            return logs => logs.PlaceOf(id);
        }

        var cloud = host.TryGetProperty("bk_cloud_id", out var area) ? NumberOf(area) : -1;
        var ip = host.TryGetProperty("ip", out var address) ? address.GetString() : null;
        return logs => logs.PlaceOf(cloud, ip);
    }

    private static long NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetInt64();
}
