using BkJob.Protocol;
using BkJob.Transport;

namespace BkJob;

/// <summary>A connection to one server. Safe to use from many threads at once; holds the secrets until it is disposed of.</summary>
public sealed class BkJobConnection : IDisposable
{
    private readonly ConnectionSettings _settings;
    private readonly TimeProvider _clock;
    private readonly PooledSender _sender;
    private readonly RateGate _gate;
    private readonly Exchange _exchange;
    private readonly CredentialChoice _choice;

    /// <summary>Makes a connection. Nothing is sent: the API has no call that would prove a login.</summary>
    /// <param name="settings">Whom to ask, and as whom.</param>
    /// <param name="clock">The clock that waiting goes by; the system's when null.</param>
    public BkJobConnection(ConnectionSettings settings, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.MaximumResponseSize, ConnectionSettings.LargestResponseSize);

        // Copies: who made the secrets may dispose of them, and so does this connection of its own.
        _settings = settings = settings with
        {
            Server = ServerAddress.Base(settings.Server),
            AppSecret = settings.AppSecret?.Copy(),
            Token = settings.Token?.Copy(),
            AccessToken = settings.AccessToken?.Copy(),
        };
        _clock = clock ?? TimeProvider.System;
        _sender = new PooledSender(settings);
        _gate = new RateGate(_clock, Random.Shared.NextDouble);
        _exchange = new Exchange(_sender, settings, Dialects.Of(settings.Api), _clock, new SecretRedactor(settings));
        _choice = new CredentialChoice(
            Dialects.IsGateway(settings.Api) ? CredentialLocation.Header : settings.CredentialLocation,
            hasApp: settings is { AppCode: not null, AppSecret: not null });
    }

    /// <summary>Reads a job instance, and asks again after faults that may pass.</summary>
    /// <param name="query">Which one.</param>
    /// <param name="tell">Is told of each request, on any thread; may be null.</param>
    /// <param name="cancellation">Ends the request, or the wait for the next one, at once.</param>
    /// <exception cref="BkJobException">No usable answer came.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<JobInstance> GetJobInstanceAsync(
        JobInstanceQuery query, Action<RequestEvent>? tell = null, CancellationToken cancellation = default)
    {
        for (int retry = 1; ; retry++)
        {
            Attempt attempt = await AskOnceAsync(query, static (_, _) => true, RetryPolicy.LongestServerWait, tell, cancellation).ConfigureAwait(false);
            TimeSpan? wait = WaitBeforeRetry(attempt.Event.Fault, retry);
            tell?.Invoke(attempt.Event with { RetryIn = wait });
            if (wait is null)
            {
                return attempt.Job ?? throw attempt.Event.Fault!;
            }

            await Task.Delay(wait.Value, _clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the connection: sockets are closed, requests under way fail, secrets are forgotten.</summary>
    public void Dispose()
    {
        _sender.Dispose();
        _settings.AppSecret?.Dispose();
        _settings.Token?.Dispose();
        _settings.AccessToken?.Dispose();
    }

    /// <summary>One question: one request, or two while it is not known where this server reads credentials.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="wantsHosts">Whether the job is to hold its hosts one by one.</param>
    /// <param name="longestPause">A longer pause for the server's rate limit is not waited for.</param>
    /// <param name="tell">Is told of a request that is not the last.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<Attempt> AskOnceAsync(
        JobInstanceQuery query, HostsWanted wantsHosts, TimeSpan longestPause, Action<RequestEvent>? tell, CancellationToken cancellation)
    {
        CredentialLocation location = _choice.Location;
        Attempt attempt = await SendAsync(location).ConfigureAwait(false);
        if (attempt.Event.Fault is not { IsAppUnknown: true } || !_choice.MayTryBodyAfter(location))
        {
            _choice.NoteHeader(attempt.Event);
            return attempt;
        }

        tell?.Invoke(attempt.Event);
        return await _choice.TryBodyAsync(
            attempt, SendAsync, cancellation).ConfigureAwait(false);

        async Task<Attempt> SendAsync(CredentialLocation place)
        {
            await _gate.WaitAsync(longestPause, cancellation).ConfigureAwait(false);
            Attempt sent = await _exchange.SendAsync(query, place, wantsHosts, cancellation).ConfigureAwait(false);
            _gate.Note(sent);
            return sent;
        }
    }

    private TimeSpan? WaitBeforeRetry(BkJobException? fault, int retry) =>
        fault is not null && retry <= _settings.MaximumRetryCount && RetryPolicy.IsWorthwhile(fault)
            ? RetryPolicy.WaitBefore(fault, retry, Random.Shared.NextDouble())
            : null;
}
