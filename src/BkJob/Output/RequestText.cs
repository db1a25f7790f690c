using System.Globalization;
using System.Text;

namespace BkJob;

/// <summary>The verbose line about a request. It contains IDs and no secret, whatever the URL contains.</summary>
internal static class RequestText
{
    /// <summary>The lines about a request that was traced, for -Debug.</summary>
    public static IEnumerable<string> Trace(RequestEvent request)
    {
        if (request.Url is null)
        {
            yield break;
        }

        yield return $"{request.Method} {request.Url}";
        if (request.Sent is not null)
        {
            yield return $"Sent: {TerminalText.Sanitize(request.Sent, maxLength: null)}";
        }

        yield return $"{Result(request)}: {TerminalText.Sanitize(request.Received, maxLength: null)}";
    }

    public static string Format(RequestEvent request)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{request.Method} /{request.Path} {request.Request.Subject} ({request.Request.Scope}): ");
        line.Append(Result(request));
        if (request.Fault is { } fault)
        {
            line.Append(CultureInfo.InvariantCulture, $". {fault.Kind}: {fault.Message}");
        }

        if (request.RetryIn is { } wait)
        {
            line.Append(CultureInfo.InvariantCulture, $" Retrying in {wait.TotalSeconds:0.0} s.");
        }

        return line.ToString();
    }

    private static string Result(RequestEvent request)
    {
        string status = request.Status is { } code ? FormattableString.Invariant($"HTTP {(int)code}") : "no response";
        string id = request.RequestId is { } requestId ? $", request ID {TerminalText.Sanitize(requestId)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{status} after {request.Elapsed.TotalMilliseconds:0} ms{id}");
    }
}
