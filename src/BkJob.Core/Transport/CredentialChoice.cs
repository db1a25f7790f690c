namespace BkJob.Transport;

/// <summary>
/// Finds out, with Auto, where a server reads credentials. Newer ESB read the header; older ones read parameters alone and then say
/// that the app is not known. The body is tried once for a connection, and what worked is kept.
/// </summary>
internal sealed class CredentialChoice(CredentialLocation asked)
{
    private readonly SemaphoreSlim _oneTrial = new(1, 1);
    private volatile bool _isTried = asked != CredentialLocation.Auto;
    private volatile CredentialLocation _location = asked == CredentialLocation.Auto ? CredentialLocation.Header : asked;

    /// <summary>Where the next request carries them; never Auto.</summary>
    public CredentialLocation Location => _location;

    /// <summary>Whether a request that failed with the credentials at one place may be made again with them in the body.</summary>
    public bool MayTryBodyAfter(CredentialLocation failed) =>
        failed == CredentialLocation.Header && (!_isTried || _location == CredentialLocation.Body);

    /// <summary>
    /// Takes note of an answer to credentials in the header. One that has read them settles the question: what is said of the app later is
    /// no reason to send a secret anywhere else.
    /// </summary>
    public void NoteHeader(RequestEvent asked)
    {
        if (asked.Status is not null && asked.Fault is null or { Kind: BkJobErrorKind.InstanceNotFound })
        {
            _isTried = true;
        }
    }

    /// <summary>Makes the request again; those that failed at the same time wait for the first to find out.</summary>
    /// <param name="isHeaderIgnored">Whether the server has said that it got no credentials.</param>
    /// <param name="send">Makes it.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Attempt> TryBodyAsync(
        bool isHeaderIgnored, Func<CredentialLocation, Task<Attempt>> send, CancellationToken cancellation)
    {
        await _oneTrial.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_isTried)
            {
                Attempt trial = await send(CredentialLocation.Body).ConfigureAwait(false);
                Conclude(trial.Event, isHeaderIgnored);
                return trial;
            }
        }
        finally
        {
            _oneTrial.Release();
        }

        return await send(_location).ConfigureAwait(false);
    }

    /// <summary>Only a clear answer tells: a broken connection, or a server that is down, leaves the question open.</summary>
    private void Conclude(RequestEvent trial, bool isHeaderIgnored)
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
