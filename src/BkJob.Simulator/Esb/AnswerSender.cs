namespace BkJob.Simulator.Esb;

/// <summary>Puts an answer on the wire, with what a fault does to it there.</summary>
internal static class AnswerSender
{
    public static async Task SendAsync(HttpContext context, Answer answer, Fault? fault, CancellationToken ct)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in fault?.Headers ?? new Dictionary<string, string>())
        {
            response.Headers[name] = value;
        }

        if (fault?.CutAfterBytes is { } bytes)
        {
            await SendCutAsync(context, answer, bytes, ct);
        }
        else
        {
            await answer.WriteAsync(response.Body, ct);
        }
    }

    private static async Task SendCutAsync(HttpContext context, Answer answer, int bytes, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        await answer.WriteAsync(whole, ct);
        context.Response.ContentLength = whole.Length;
        await context.Response.Body.WriteAsync(whole.GetBuffer().AsMemory(0, (int)Math.Min(bytes, whole.Length)), ct);
        await context.Response.Body.FlushAsync(ct);
    }
}
