using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace BkJob.Simulator.Requests;

/// <summary>A request, read like BlueKing does: the parameters of GET are in the query only, those of POST in the body only.</summary>
internal sealed class ApiRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Body { get; init; }

    /// <summary>Null if the body begins like JSON and is not valid JSON.</summary>
    public required ApiParameters? Parameters { get; init; }

    /// <summary>The last segment of the path, which names the operation where there is one.</summary>
    public string Operation => Path.TrimEnd('/').Split('/')[^1];

    /// <summary>The requested job; null if there is no valid number.</summary>
    public long? JobInstanceId =>
        long.TryParse(Parameters?["job_instance_id"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The value of a header; null if it is absent or empty.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static async Task<ApiRequest> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return new ApiRequest
        {
            Method = request.Method,
            Path = request.Path.Value ?? "",
            Query = request.QueryString.Value?.TrimStart('?') ?? "",
            Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
            Parameters = ReadParameters(request, body),
        };
    }

    private static ApiParameters? ReadParameters(HttpRequest request, string body)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return ApiParameters.FromPairs(request.Query);
        }

        // The ESB ignores the Content-Type and checks the first character.
        var text = body.Trim();
        return text.StartsWith('{') ? ApiParameters.FromJson(text) : ApiParameters.FromPairs(QueryHelpers.ParseQuery(text));
    }
}
