using BkJob.Protocol;
using BkJob.Transport;

namespace BkJob;

/// <summary>A client of one server. Safe to use from many threads at once; holds the secrets until it is disposed of.</summary>
public sealed class BkJobClient : IDisposable
{
    private readonly BkJobClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly PooledSender _sender;
    private readonly RateGate _gate;
    private readonly ApiPipeline _pipeline;
    private readonly CredentialLocationResolver _locationResolver;

    /// <summary>Creates a client. Nothing is sent: the API has no call that would prove a login.</summary>
    /// <param name="options">The server, and the credentials.</param>
    /// <param name="clock">The clock that waiting goes by; the system's when null.</param>
    public BkJobClient(BkJobClientOptions options, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaximumResponseSize, BkJobClientOptions.ResponseSizeLimit);

        // Copies: who made the secrets may dispose of them, and so does this connection of its own.
        _options = options = options with
        {
            Server = ServerAddress.Base(options.Server),
            AppSecret = options.AppSecret?.Copy(),
            Token = options.Token?.Copy(),
            AccessToken = options.AccessToken?.Copy(),
        };
        _clock = clock ?? TimeProvider.System;
        _sender = new PooledSender(options);
        _gate = new RateGate(_clock, Random.Shared.NextDouble);
        _pipeline = new ApiPipeline(_sender, options, Dialects.Of(options.Api), _clock, new SecretRedactor(options));
        _locationResolver = new CredentialLocationResolver(
            Dialects.IsGateway(options.Api) ? CredentialLocation.Header : options.CredentialLocation,
            hasApp: options is { AppCode: not null, AppSecret: not null });
    }

    /// <summary>Reads a job instance; transient errors are retried.</summary>
    /// <param name="query">Which one.</param>
    /// <param name="onRequestCompleted">Called after each request, on any thread; may be null.</param>
    /// <param name="cancellation">A token to cancel the request, or the wait for the next one.</param>
    /// <exception cref="BkJobException">No usable response was received.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<JobInstance> GetJobInstanceAsync(
        JobInstanceQuery query, Action<RequestEvent>? onRequestCompleted = null, CancellationToken cancellation = default)
    {
        for (int retry = 1; ; retry++)
        {
            RequestResult result = await SendOnceAsync(query, static (_, _) => true, RetryPolicy.MaxRetryAfter, onRequestCompleted, cancellation).ConfigureAwait(false);
            TimeSpan? wait = GetRetryDelay(result.Event.Fault, retry);
            onRequestCompleted?.Invoke(result.Event with { RetryIn = wait });
            if (wait is null)
            {
                return result.Job ?? throw result.Event.Fault!;
            }

            await Task.Delay(wait.Value, _clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the connection: sockets are closed, requests under way fail, secrets are forgotten.</summary>
    public void Dispose()
    {
        _sender.Dispose();
        _options.AppSecret?.Dispose();
        _options.Token?.Dispose();
        _options.AccessToken?.Dispose();
    }

    /// <summary>Sends one request, or two while it is not known where this server reads credentials.</summary>
    /// <param name="query">The request.</param>
    /// <param name="wantsHosts">Whether the job is to hold its hosts one by one.</param>
    /// <param name="longestPause">A longer pause for the server's rate limit is not waited for.</param>
    /// <param name="onRequestCompleted">Called after a request that is not the last.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    internal async Task<RequestResult> SendOnceAsync(
        JobInstanceQuery query, HostsWanted wantsHosts, TimeSpan longestPause, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation)
    {
        CredentialLocation location = _locationResolver.Location;
        RequestResult first = await SendAsync(location).ConfigureAwait(false);
        if (first.Event.Fault is not { IsAppUnknown: true } || !_locationResolver.MayTryBodyAfter(location))
        {
            _locationResolver.ReportHeaderResult(first.Event);
            return first;
        }

        onRequestCompleted?.Invoke(first.Event);
        return await _locationResolver.TryBodyAsync(first, SendAsync, cancellation).ConfigureAwait(false);

        async Task<RequestResult> SendAsync(CredentialLocation sendLocation)
        {
            await _gate.WaitAsync(longestPause, cancellation).ConfigureAwait(false);
            RequestResult result = await _pipeline.SendAsync(query, sendLocation, wantsHosts, cancellation).ConfigureAwait(false);
            _gate.Report(result);
            return result;
        }
    }

    private TimeSpan? GetRetryDelay(BkJobException? fault, int retry) =>
        fault is not null && retry <= _options.MaximumRetryCount && RetryPolicy.ShouldRetry(fault)
            ? RetryPolicy.GetDelay(fault, retry, Random.Shared.NextDouble())
            : null;
}
