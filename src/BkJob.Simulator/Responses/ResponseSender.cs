using System.Globalization;
using BkJob.Simulator.Wire;

namespace BkJob.Simulator.Responses;

/// <summary>Sends a response, and applies a fault to it.</summary>
internal static class ResponseSender
{
    public static async Task SendAsync(HttpContext context, Response response, Fault? fault, SimulatorClock clock, CancellationToken ct)
    {
        WriteHead(context.Response, response, fault, clock);
        if (fault is null || !NeedsWholeBody(fault))
        {
            await response.WriteAsync(context.Response.Body, ct);
            return;
        }

        ReadOnlyMemory<byte> whole = await BodyAsync(response, fault, ct);
        ReadOnlyMemory<byte> sent = whole[..Math.Min(fault.CutAfterBytes ?? whole.Length, whole.Length)];
        if (fault.Reset)
        {
            ConnectionReset.Send(context, hasHead: fault.CutAfterBytes is not null, sent, whole.Length);
            return;
        }

        if (fault.CutAfterBytes is not null)
        {
            context.Response.ContentLength = whole.Length;
        }

        if (fault.Drip is { } pause)
        {
            await DripFeed.SendAsync(context.Response.Body, sent, fault.DripBytes, pause, clock, ct);
            return;
        }

        await context.Response.Body.WriteAsync(sent, ct);
        await context.Response.Body.FlushAsync(ct);
    }

    private static void WriteHead(HttpResponse httpResponse, Response response, Fault? fault, SimulatorClock clock)
    {
        httpResponse.Headers.Date = clock.Now.ToString("R", CultureInfo.InvariantCulture);
        httpResponse.StatusCode = response.Status;
        httpResponse.ContentType = response.ContentType;
        foreach (var (name, value) in response.Headers)
        {
            httpResponse.Headers[name] = value;
        }

        if (fault?.RedirectTo is { } address)
        {
            httpResponse.Headers.Location = address;
        }

        if (fault?.Compression is { } compression)
        {
            httpResponse.Headers.ContentEncoding = compression;
        }

        // Last, so that a fault can override all headers.
        foreach (var (name, value) in fault?.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            httpResponse.Headers[name] = value;
        }
    }

    private static bool NeedsWholeBody(Fault fault) =>
        fault.Reset || fault.CutAfterBytes is not null || fault.Drip is not null || fault.Encoding is not null || fault.Compression is not null;

    private static async Task<byte[]> BodyAsync(Response response, Fault fault, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await response.WriteAsync(body, ct);
        return BodyCompression.Pack(BodyEncoding.Write(body.ToArray(), fault.Encoding), fault.Compression);
    }
}
