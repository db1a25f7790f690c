using System.Net;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Sends one request and reads its response. Never retries, and never throws for an error of a server or network.</summary>
internal sealed class ApiPipeline(
    PooledSender sender, BkJobClientOptions options, TimeProvider clock, SecretRedactor commonRedactor)
{
    /// <summary>Sends one request.</summary>
    /// <param name="operation">The call.</param>
    /// <param name="request">What is requested.</param>
    /// <param name="api">The API.</param>
    /// <param name="location">The location of the credentials; not Auto.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<RequestResult<TResult>> SendAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation, TRequest request, ApiProfile api, CredentialLocation location, CancellationToken cancellation)
        where TRequest : BkJobRequest
    {
        long startTimestamp = clock.GetTimestamp();
        using var timeoutCts = new CancellationTokenSource(options.Timeout, clock);
        using var linkedCts = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeoutCts.Token);
        SecretRedactor redactor = request.Secrets.Count == 0 ? commonRedactor : new SecretRedactor(options, request.Secrets);
        RequestTrace? trace = request.IsTraced ? new RequestTrace(redactor) : null;
        ApiResponse<TResult> response;
        try
        {
            HttpRequestMessage Write() => RequestWriter.Write(options, api, operation, request, location);
            trace?.CaptureRequest(RequestWriter.Describe(options, api, operation, request, location));
            using ResponseReader<TResult> reader = operation.CreateReader(request, api, options);
            response = await ReceiveAsync(operation.Kind, Write, reader, trace, redactor, linkedCts.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException e)
        {
            response = new ApiResponse<TResult>(
                timeoutCts.IsCancellationRequested ? ConnectionErrors.CreateTimeout(options, e)
                : e.InnerException is TimeoutException ? ConnectionErrors.CreateConnectTimeout(options, e)
                : ConnectionErrors.CreateClosed(options, e));
        }
        catch (ObjectDisposedException e)
        {
            response = new ApiResponse<TResult>(ConnectionErrors.CreateClosed(options, e));
        }
        catch (HttpRequestException e)
        {
            response = new ApiResponse<TResult>(ConnectionErrors.FromHttpException(options, e, redactor));
        }
        catch (Exception e)
        {
            // Out of memory, or a bug of the runtime or of this module: it fails this request, and no other job loses its result.
            response = new ApiResponse<TResult>(UnexpectedErrors.FromException(e, redactor));
        }

        string method = RequestWriter.GetMethod(operation, location).Method;
        var requestEvent = new RequestEvent(
            method, operation.GetPath(options, api), request, response.Status, clock.GetElapsedTime(startTimestamp), response.RequestId, response.Fault);
        return new RequestResult<TResult>(trace?.AddTo(requestEvent) ?? requestEvent, response.Value)
        {
            WindowEnds = response.WindowEnds,
            ServerTime = response.ServerTime,
        };
    }

    private async Task<ApiResponse<T>> ReceiveAsync<T>(
        RequestKind kind, Func<HttpRequestMessage> write, ResponseReader<T> reader, RequestTrace? trace, SecretRedactor redactor,
        CancellationToken cancellation)
    {
        using HttpResponseMessage response = await sender.SendAsync(kind, write, cancellation).ConfigureAwait(false);
        var responseInfo = new ResponseMetadata(response, reader.Envelope, clock.GetUtcNow(), redactor);
        ResponseParseError? fault = responseInfo.IsRedirect
            ? ResponseParseError.Redirect(responseInfo.RedirectHost)
            : await ReadBodyAsync(response, reader, trace, cancellation).ConfigureAwait(false);
        if (trace is not null)
        {
            trace.IsTruncated = fault is { IsTruncated: true };
            trace.IsComplete = fault is null;
        }

        if (responseInfo.IsErrorResponse)
        {
            return Failed<T>(ErrorFactory.CreateRequestFailed(kind, responseInfo, fault == ResponseParseError.Html, options), responseInfo.Date);
        }

        fault ??= reader.Validate();
        if (fault is not null)
        {
            return Failed<T>(ErrorFactory.CreateInvalidResponse(responseInfo, fault, options), responseInfo.Date);
        }

        string? requestId = responseInfo.RequestId;
        return new ApiResponse<T>(null, response.StatusCode, requestId, reader.CreateResult(requestId))
        {
            WindowEnds = responseInfo.IsExhausted ? responseInfo.RateLimitReset : null,
            ServerTime = responseInfo.Date,
        };
    }

    private static ApiResponse<T> Failed<T>(BkJobException fault, DateTimeOffset? serverTime) =>
        new(fault, fault.HttpStatus, fault.RequestId) { ServerTime = serverTime };

    private async Task<ResponseParseError?> ReadBodyAsync<T>(
        HttpResponseMessage response, ResponseReader<T> reader, RequestTrace? trace, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > options.MaximumResponseSize)
        {
            return ResponseParseError.TooLarge(options.MaximumResponseSize);
        }

        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return await reader.ReadAsync(trace?.Capture(body) ?? body, options.MaximumResponseSize, cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Part of the response was received: whatever closed the connection, the body is truncated.
            return ResponseParseError.Truncated;
        }
        catch (Exception e) when (e is InvalidDataException or (InvalidOperationException and not ObjectDisposedException))
        {
            // For bytes that cannot be decompressed, gzip and deflate throw the first, brotli throws the second.
            return ResponseParseError.BadCompression;
        }
    }

    // A class for the same reason as RequestResult.
    private sealed record ApiResponse<T>(
        BkJobException? Fault, HttpStatusCode? Status = null, string? RequestId = null, T? Value = default)
    {
        public TimeSpan? WindowEnds { get; init; }

        public DateTimeOffset? ServerTime { get; init; }
    }
}
