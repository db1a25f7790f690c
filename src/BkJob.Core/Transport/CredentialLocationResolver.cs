namespace BkJob.Transport;

/// <summary>
/// Finds out, with Auto, where a server reads credentials. Newer ESB read the header; older ones read parameters alone and then say
/// that the app is not known. The body is tried once for a connection, and what worked is kept. An access token alone names no app among
/// parameters, so that the body can't help.
/// </summary>
internal sealed class CredentialLocationResolver(CredentialLocation configured, bool hasApp = true)
{
    private readonly SemaphoreSlim _oneTrial = new(1, 1);
    private volatile bool _isTried = configured != CredentialLocation.Auto || !hasApp;
    private volatile CredentialLocation _location = configured == CredentialLocation.Auto ? CredentialLocation.Header : configured;

    /// <summary>Where the next request carries them; never Auto.</summary>
    public CredentialLocation Location => _location;

    /// <summary>Whether a request that failed with the credentials at one place may be made again with them in the body.</summary>
    public bool MayTryBodyAfter(CredentialLocation failed) =>
        failed == CredentialLocation.Header && (!_isTried || _location == CredentialLocation.Body);

    /// <summary>
    /// Takes note of a response to credentials in the header. Once one proves that the server reads the header, the location is settled:
    /// a later "unknown app" error must not cause the secret to be sent elsewhere.
    /// </summary>
    public void ReportHeaderResult(RequestEvent requestEvent)
    {
        if (requestEvent.Status is not null && (requestEvent.Fault is null || ProvesAppAccepted(requestEvent.Fault)))
        {
            _isTried = true;
        }
    }

    /// <summary>Repeats the request with the credentials in the body; requests that failed meanwhile use the result of this trial.</summary>
    /// <param name="first">What came of the request with the header.</param>
    /// <param name="send">Sends it again.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    public async Task<RequestResult> TryBodyAsync(RequestResult first, Func<CredentialLocation, Task<RequestResult>> send, CancellationToken cancellation)
    {
        bool isHeaderIgnored = ErrorTexts.IndicatesMissingCredentials(first.Event.Fault!.ServerMessage);
        await _oneTrial.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_isTried)
            {
                RequestResult trial = await send(CredentialLocation.Body).ConfigureAwait(false);
                RecordTrial(trial.Event, isHeaderIgnored);
                return trial;
            }
        }
        finally
        {
            _oneTrial.Release();
        }

        // The trial has shown that the header is where this server looks: the first response stands.
        return _location == CredentialLocation.Header ? first : await send(_location).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the error can only follow an accepted app: Job responded, or the ESB called it, or the ESB rejected something that it checks
    /// after the app (protocol.md §4.1, ESB esb/channel/base.py). What an edge proxy says (no code) and what precedes the check (unknown
    /// paths, rate limits, the ESB's own trouble) proves nothing.
    /// </summary>
    private static bool ProvesAppAccepted(BkJobException fault) =>
        !fault.IsAppUnknown && fault.Code is { } code
        && (fault.Kind is BkJobErrorKind.InstanceNotFound or BkJobErrorKind.PermissionDenied or BkJobErrorKind.AuthenticationFailed
                or BkJobErrorKind.InvalidArgument
            || code.StartsWith("12", StringComparison.Ordinal) || code.StartsWith("13062", StringComparison.Ordinal));

    /// <summary>Only a clear answer tells: a broken connection, or a server that is down, leaves the question open.</summary>
    private void RecordTrial(RequestEvent trial, bool isHeaderIgnored)
    {
        if (trial.Status is null || trial.Fault is { IsTransient: true })
        {
            return;
        }

        // Wrong in both places: where the header was not even seen, what is said of the body is what helps.
        if (isHeaderIgnored || trial.Fault is not { Kind: BkJobErrorKind.AuthenticationFailed })
        {
            _location = CredentialLocation.Body;
        }

        _isTried = true;
    }
}
