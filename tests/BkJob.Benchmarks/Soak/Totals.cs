namespace BkJob.Benchmarks.Soak;

/// <summary>What the loads are doing and have done.</summary>
internal sealed class Totals
{
    private long _waiting;
    private long _following;
    private long _waited;
    private long _followed;
    private long _lines;
    private long _started;

    /// <summary>The jobs that are being waited for.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    /// <summary>The jobs whose logs are being followed.</summary>
    public long Following => Interlocked.Read(ref _following);

    /// <summary>The jobs that waits have returned.</summary>
    public long Waited => Interlocked.Read(ref _waited);

    /// <summary>The jobs whose logs were followed to the end.</summary>
    public long Followed => Interlocked.Read(ref _followed);

    /// <summary>The lines that were written.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>The starts that have ended, whatever their outcome.</summary>
    public long Started => Interlocked.Read(ref _started);

    /// <summary>Adds to the numbers.</summary>
    public void Change(int waiting = 0, int following = 0, int waited = 0, int followed = 0, int lines = 0, int started = 0)
    {
        Interlocked.Add(ref _waiting, waiting);
        Interlocked.Add(ref _following, following);
        Interlocked.Add(ref _waited, waited);
        Interlocked.Add(ref _followed, followed);
        Interlocked.Add(ref _lines, lines);
        Interlocked.Add(ref _started, started);
    }
}
