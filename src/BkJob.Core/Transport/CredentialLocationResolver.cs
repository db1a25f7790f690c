namespace BkJob.Transport;

/// <summary>
/// Determines, with Auto, where a server reads credentials. Newer ESB read the header; older ones read only parameters and respond that
/// the app is unknown. The body is tried once per client, and the location that worked is kept. As a parameter, an access token does not
/// identify the app, so the body is not tried for an access token alone.
/// </summary>
internal sealed class CredentialLocationResolver(CredentialLocation configured, bool hasApp = true)
{
    private readonly SemaphoreSlim _oneTrial = new(1, 1);
    private volatile bool _isTried = configured != CredentialLocation.Auto || !hasApp;
    private volatile CredentialLocation _location = configured == CredentialLocation.Auto ? CredentialLocation.Header : configured;

    /// <summary>The location for the next request; never Auto.</summary>
    public CredentialLocation Location => _location;

    /// <summary>Whether a request that failed with the credentials in one location can be retried with them in the body.</summary>
    public bool MayTryBodyAfter(CredentialLocation failed) =>
        failed == CredentialLocation.Header && (!_isTried || _location == CredentialLocation.Body);

    /// <summary>
    /// Reports a response to credentials in the header. Once one proves that the server reads the header, the location is fixed: a later
    /// "unknown app" error must not cause the secret to be sent elsewhere.
    /// </summary>
    public void ReportHeaderResult(RequestEvent requestEvent)
    {
        if (requestEvent.Status is not null && (requestEvent.Fault is null || ProvesAppAccepted(requestEvent.Fault)))
        {
            _isTried = true;
        }
    }

    /// <summary>Repeats the request with the credentials in the body; requests that failed meanwhile use the result of this trial.</summary>
    /// <param name="first">The result of the request with the header.</param>
    /// <param name="send">Sends it again.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    public async Task<RequestResult<T>> TryBodyAsync<T>(
        RequestResult<T> first, Func<CredentialLocation, Task<RequestResult<T>>> send, CancellationToken cancellation)
    {
        bool isHeaderIgnored = ErrorTexts.IndicatesMissingCredentials(first.Event.Fault!.ServerMessage);
        await _oneTrial.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_isTried)
            {
                RequestResult<T> trial = await send(CredentialLocation.Body).ConfigureAwait(false);
                RecordTrial(trial.Event, isHeaderIgnored);
                return trial;
            }
        }
        finally
        {
            _oneTrial.Release();
        }

        // The trial has shown that this server reads the header: the first response is the result.
        return _location == CredentialLocation.Header ? first : await send(_location).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the error can only follow an accepted app: Job responded, or the ESB called it, or the ESB rejected something that it checks
    /// after the app (protocol.md §4.1, ESB esb/channel/base.py). Errors of an edge proxy (no code) and errors that precede the check
    /// (unknown paths, rate limits, internal errors of the ESB) prove nothing.
    /// </summary>
    private static bool ProvesAppAccepted(BkJobException fault) =>
        !fault.IsAppUnknown && fault.Code is { } code
        && (fault.Kind is BkJobErrorKind.InstanceNotFound or BkJobErrorKind.PermissionDenied or BkJobErrorKind.AuthenticationFailed
                or BkJobErrorKind.InvalidArgument
            || code.StartsWith("12", StringComparison.Ordinal) || code.StartsWith("13062", StringComparison.Ordinal));

    // A connection error, or a transient error of the server, does not prove where credentials are read: the trial is repeated later.
    private void RecordTrial(RequestEvent trial, bool isHeaderIgnored)
    {
        if (trial.Status is null || trial.Fault is { IsTransient: true })
        {
            return;
        }

        // If the header was ignored and the body failed as well, the error about the body is the specific one.
        if (isHeaderIgnored || trial.Fault is not { Kind: BkJobErrorKind.AuthenticationFailed })
        {
            _location = CredentialLocation.Body;
        }

        _isTried = true;
    }
}
