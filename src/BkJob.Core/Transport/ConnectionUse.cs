namespace BkJob.Transport;

/// <summary>Whether a request was sent over a reused connection: only such a connection can be stale.</summary>
internal sealed class ConnectionUse
{
    private static readonly AsyncLocal<ConnectionUse?> s_current = new();

    private volatile bool _isReused;

    /// <summary>The request that the current code sends; the HTTP stack writes in the context of its caller.</summary>
    public static ConnectionUse? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    public bool IsReused => _isReused;

    public void MarkReused() => _isReused = true;
}
