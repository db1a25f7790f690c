using System.Diagnostics;
using BkJob.Benchmarks.Measuring;

namespace BkJob.Benchmarks.Soak;

/// <summary>The state of the process at one moment.</summary>
/// <param name="At">The time since the beginning of the run.</param>
/// <param name="Heap">Bytes of live objects, after a collection.</param>
/// <param name="WorkingSet">Bytes of memory.</param>
/// <param name="Handles">Handles; on Linux, open files and sockets.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Waiting">The jobs that are being waited for.</param>
/// <param name="Following">The jobs whose logs are being followed.</param>
internal sealed record Sample(TimeSpan At, double Heap, double WorkingSet, double Handles, double Threads, double Waiting, double Following)
{
    /// <summary>Collects garbage and takes a sample.</summary>
    public static Sample Take(TimeSpan at, Totals totals)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return new Sample(
            at, GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64, process.HandleCount, process.Threads.Count,
            totals.Waiting, totals.Following);
    }

    /// <summary>The median of each number.</summary>
    public static Sample MedianOf(IReadOnlyCollection<Sample> samples)
    {
        return new Sample(
            samples.First().At, Of(one => one.Heap), Of(one => one.WorkingSet), Of(one => one.Handles), Of(one => one.Threads),
            Of(one => one.Waiting), Of(one => one.Following));

        double Of(Func<Sample, double> select) => Median.Of([.. samples.Select(select)]);
    }
}
