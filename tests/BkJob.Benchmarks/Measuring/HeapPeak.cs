namespace BkJob.Benchmarks.Measuring;

/// <summary>The largest live heap at several points of a pipeline. Public, because a line of PowerShell calls it.</summary>
/// <param name="every">After how many objects the heap is measured again.</param>
public sealed class HeapPeak(int every)
{
    /// <summary>By then, requests that were pending have completed, and what is in memory waits for the pipeline.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

    /// <summary>The number of objects that have passed.</summary>
    public int Count { get; private set; }

    /// <summary>The number of bytes by which the live heap was larger than at first.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts an object, and measures if it is due.</summary>
    public void Pass()
    {
        if (Count++ % every == 0)
        {
            Thread.Sleep(Settling);
            Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true) - _before);
        }
    }
}
