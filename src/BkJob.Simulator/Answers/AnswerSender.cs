using BkJob.Simulator.Wire;

namespace BkJob.Simulator.Answers;

/// <summary>Sends a response, and applies a fault to it.</summary>
internal static class AnswerSender
{
    public static async Task SendAsync(HttpContext context, Answer answer, Fault? fault, SimulatorClock clock, CancellationToken ct)
    {
        WriteHead(context.Response, answer, fault);
        if (fault is null || !NeedsWholeBody(fault))
        {
            await answer.WriteAsync(context.Response.Body, ct);
            return;
        }

        ReadOnlyMemory<byte> whole = await BodyAsync(answer, fault, ct);
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

    private static void WriteHead(HttpResponse response, Answer answer, Fault? fault)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (fault?.RedirectTo is { } address)
        {
            response.Headers.Location = address;
        }

        if (fault?.Compression is { } compression)
        {
            response.Headers.ContentEncoding = compression;
        }

        // Last, so that a fault can override all headers.
        foreach (var (name, value) in fault?.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            response.Headers[name] = value;
        }
    }

    private static bool NeedsWholeBody(Fault fault) =>
        fault.Reset || fault.CutAfterBytes is not null || fault.Drip is not null || fault.Encoding is not null || fault.Compression is not null;

    private static async Task<byte[]> BodyAsync(Answer answer, Fault fault, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await answer.WriteAsync(body, ct);
        return BodyCompression.Pack(BodyEncoding.Write(body.ToArray(), fault.Encoding), fault.Compression);
    }
}
