using System.Net;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>One request and its response. Never retries, never throws for what a server or network does.</summary>
internal sealed class ApiPipeline(
    PooledSender sender, BkJobClientOptions options, IDialect dialect, TimeProvider clock, SecretRedactor redactor)
{
    /// <summary>Sends one request.</summary>
    /// <param name="query">The request.</param>
    /// <param name="location">Where the credentials go; not Auto.</param>
    /// <param name="wantsHosts">Whether the job is to hold its hosts one by one.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<RequestResult> SendAsync(
        JobInstanceQuery query, CredentialLocation location, HostsWanted wantsHosts, CancellationToken cancellation)
    {
        long startTimestamp = clock.GetTimestamp();
        using var timeoutCts = new CancellationTokenSource(options.Timeout, clock);
        using var linkedCts = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeoutCts.Token);
        RequestTrace? trace = query.IsTraced ? new RequestTrace(redactor) : null;
        ApiResponse response;
        try
        {
            HttpRequestMessage Write() => RequestWriter.Write(options, dialect, query, location);
            trace?.CaptureRequest(RequestWriter.Describe(options, dialect, query, location));
            var hostOptions = new HostsAsked(dialect.AlwaysSendsHosts || query.IncludeHosts, wantsHosts, query.HostFilter, dialect.LeavesEmptyOut);
            response = await ReceiveAsync(Write, query, hostOptions, trace, linkedCts.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException e)
        {
            response = new ApiResponse(
                timeoutCts.IsCancellationRequested ? ConnectionErrors.CreateTimeout(options, e)
                : e.InnerException is TimeoutException ? ConnectionErrors.CreateConnectTimeout(options, e)
                : ConnectionErrors.CreateClosed(options, e));
        }
        catch (ObjectDisposedException e)
        {
            response = new ApiResponse(ConnectionErrors.CreateClosed(options, e));
        }
        catch (HttpRequestException e)
        {
            response = new ApiResponse(ConnectionErrors.FromHttpException(options, e, redactor));
        }
        catch (Exception e)
        {
            // Out of memory, a fault of the runtime or one of ours: it ends this request, and no other job loses its result.
            response = new ApiResponse(UnexpectedErrors.FromException(e, redactor));
        }

        string method = RequestWriter.MethodOf(location).Method;
        var requestEvent = new RequestEvent(
            method, dialect.PathOf(options), query, response.Status, clock.GetElapsedTime(startTimestamp), response.RequestId, response.Fault);
        return new RequestResult(trace?.AddTo(requestEvent) ?? requestEvent, response.Job?.WithOrigin(query.Origin)) { WindowEnds = response.WindowEnds };
    }

    private async Task<ApiResponse> ReceiveAsync(
        Func<HttpRequestMessage> write, JobInstanceQuery query, HostsAsked hosts, RequestTrace? trace, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await sender.SendAsync(write, cancellation).ConfigureAwait(false);
        using var envelope = new StatusAnswer(options.TimeZone);
        var responseInfo = new ResponseMetadata(response, envelope, clock.GetUtcNow(), redactor);
        ResponseParseError? fault = responseInfo.IsRedirect
            ? ResponseParseError.Redirect(responseInfo.RedirectHost)
            : await ReadBodyAsync(response, envelope, trace, cancellation).ConfigureAwait(false);
        if (trace is not null)
        {
            trace.IsTruncated = fault is { IsTruncated: true };
        }

        if (responseInfo.IsErrorResponse)
        {
            return Failed(ErrorFactory.CreateRequestFailed(responseInfo, fault == ResponseParseError.Html, options));
        }

        fault ??= ResponseValidator.Validate(envelope, dialect.Names, query);
        return fault is not null
            ? Failed(ErrorFactory.CreateInvalidResponse(responseInfo, fault, options))
            : Succeeded(response.StatusCode, responseInfo.RequestId, envelope, hosts)
                with
            { WindowEnds = responseInfo.IsExhausted ? responseInfo.RateLimitReset : null };
    }

    private static ApiResponse Succeeded(HttpStatusCode status, string? requestId, StatusAnswer envelope, HostsAsked hosts) =>
        new(null, status, requestId, JobInstanceBuilder.Build(envelope, requestId, hosts));

    private static ApiResponse Failed(BkJobException fault) => new(fault, fault.HttpStatus, fault.RequestId);

    private async Task<ResponseParseError?> ReadBodyAsync(
        HttpResponseMessage response, StatusAnswer envelope, RequestTrace? trace, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > options.MaximumResponseSize)
        {
            return ResponseParseError.TooLarge(options.MaximumResponseSize);
        }

        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return await BodyReader.ReadAsync(trace?.Capture(body) ?? body, dialect.Shape, envelope, options.MaximumResponseSize, cancellation)
                .ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The response had begun: whatever broke the connection, the body is truncated.
            return ResponseParseError.Truncated;
        }
        catch (Exception e) when (e is InvalidDataException or (InvalidOperationException and not ObjectDisposedException))
        {
            // The first is what gzip and deflate throw for bytes that they can't unpack, the second what brotli throws.
            return ResponseParseError.BadCompression;
        }
    }

    private readonly record struct ApiResponse(
        BkJobException? Fault, HttpStatusCode? Status = null, string? RequestId = null, JobInstance? Job = null)
    {
        public TimeSpan? WindowEnds { get; init; }
    }
}
