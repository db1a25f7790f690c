using System.Globalization;
using System.Text;

namespace BkJob;

/// <summary>The verbose line about a request. It names ids and no secret, whatever the URL holds.</summary>
internal static class RequestText
{
    public static string Of(RequestEvent request)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{request.Method} /{request.Path} job_instance_id={request.Query.JobInstanceId} ({request.Query.Scope}): ");
        line.Append(request.Status is { } status ? FormattableString.Invariant($"HTTP {(int)status}") : "no answer");
        line.Append(CultureInfo.InvariantCulture, $" after {request.Elapsed.TotalMilliseconds:0} ms");
        if (request.RequestId is { } id)
        {
            line.Append(CultureInfo.InvariantCulture, $", request id {DisplayText.Harmless(id)}");
        }

        if (request.Fault is { } fault)
        {
            line.Append(CultureInfo.InvariantCulture, $". {fault.Kind}: {fault.Message}");
        }

        if (request.RetryIn is { } wait)
        {
            line.Append(CultureInfo.InvariantCulture, $" Asked again in {wait.TotalSeconds:0.0} s.");
        }

        return line.ToString();
    }
}
