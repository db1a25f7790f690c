using System.Net;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>One request and its answer. Never asks twice, never throws for what a server or network does.</summary>
internal sealed class Exchange(
    PooledSender sender, ConnectionSettings settings, IDialect dialect, TimeProvider clock, SecretRedactor redactor)
{
    /// <summary>Asks once.</summary>
    /// <param name="query">What.</param>
    /// <param name="location">Where the credentials go; not Auto.</param>
    /// <param name="wantsHosts">Whether the job is to hold its hosts one by one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<Attempt> SendAsync(
        JobInstanceQuery query, CredentialLocation location, HostsWanted wantsHosts, CancellationToken cancellation)
    {
        long began = clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        RequestTrace? trace = query.IsTraced ? new RequestTrace(redactor) : null;
        Answer answer;
        try
        {
            HttpRequestMessage Write() => RequestWriter.Write(settings, dialect, query, location);
            trace?.Note(RequestWriter.Describe(settings, dialect, query, location));
            var asked = new HostsAsked(dialect.AlwaysSendsHosts || query.IncludeHosts, wantsHosts, query.HostFilter, dialect.LeavesEmptyOut);
            answer = await ReceiveAsync(Write, query, asked, trace, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException e)
        {
            answer = new Answer(
                timeout.IsCancellationRequested ? ConnectionFault.Timeout(settings, e)
                : e.InnerException is TimeoutException ? ConnectionFault.ConnectTimeout(settings, e)
                : ConnectionFault.Closed(settings, e));
        }
        catch (ObjectDisposedException e)
        {
            answer = new Answer(ConnectionFault.Closed(settings, e));
        }
        catch (HttpRequestException e)
        {
            answer = new Answer(ConnectionFault.Of(settings, e, redactor));
        }
        catch (Exception e)
        {
            // Out of memory, a fault of the runtime or one of ours: it ends this request, and no other job loses its result.
            answer = new Answer(UnexpectedFault.Of(e, redactor));
        }

        string method = RequestWriter.MethodOf(location).Method;
        var told = new RequestEvent(
            method, dialect.PathOf(settings), query, answer.Status, clock.GetElapsedTime(began), answer.RequestId, answer.Fault);
        return new Attempt(trace?.AddTo(told) ?? told, answer.Job?.WithOrigin(query.Origin)) { WindowEnds = answer.WindowEnds };
    }

    private async Task<Answer> ReceiveAsync(
        Func<HttpRequestMessage> write, JobInstanceQuery query, HostsAsked hosts, RequestTrace? trace, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await sender.SendAsync(write, cancellation).ConfigureAwait(false);
        using var said = new StatusAnswer(settings.TimeZone);
        var facts = new AnswerFacts(response, said, clock.GetUtcNow(), redactor);
        ResponseFault? fault = facts.IsRedirect
            ? ResponseFault.Redirect(facts.RedirectHost)
            : await ReadBodyAsync(response, said, trace, cancellation).ConfigureAwait(false);
        if (trace is not null)
        {
            trace.IsCutOff = fault is { IsCutOff: true };
        }

        if (facts.IsRefusal)
        {
            return Failed(ServerFault.Refusal(facts, fault == ResponseFault.Html, settings));
        }

        fault ??= ResponseValidator.Validate(said, dialect.Names, query);
        return fault is not null
            ? Failed(ServerFault.Unreadable(facts, fault, settings))
            : Succeeded(response.StatusCode, facts.RequestId, said, hosts)
                with
            { WindowEnds = facts.IsExhausted ? facts.RateLimitReset : null };
    }

    private static Answer Succeeded(HttpStatusCode status, string? requestId, StatusAnswer said, HostsAsked hosts) =>
        new(null, status, requestId, JobInstanceBuilder.Build(said, requestId, hosts));

    private static Answer Failed(BkJobException fault) => new(fault, fault.HttpStatus, fault.RequestId);

    private async Task<ResponseFault?> ReadBodyAsync(
        HttpResponseMessage response, StatusAnswer said, RequestTrace? trace, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > settings.MaximumResponseSize)
        {
            return ResponseFault.TooLarge(settings.MaximumResponseSize);
        }

        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return await BodyReader.ReadAsync(trace?.Watch(body) ?? body, dialect.Shape, said, settings.MaximumResponseSize, cancellation)
                .ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The answer had begun: whatever broke the connection, what there is of it is cut off.
            return ResponseFault.CutOff;
        }
        catch (Exception e) when (e is InvalidDataException or (InvalidOperationException and not ObjectDisposedException))
        {
            // The first is what gzip and deflate say of bytes that they can't unpack, the second what brotli says.
            return ResponseFault.BadCompression;
        }
    }

    private readonly record struct Answer(
        BkJobException? Fault, HttpStatusCode? Status = null, string? RequestId = null, JobInstance? Job = null)
    {
        public TimeSpan? WindowEnds { get; init; }
    }
}
