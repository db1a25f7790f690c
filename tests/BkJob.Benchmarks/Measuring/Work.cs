using System.Diagnostics;

namespace BkJob.Benchmarks.Measuring;

/// <summary>The work of this process: the time of all cores in all its threads, in the kernel too.</summary>
internal static class Work
{
    public static TimeSpan SoFar
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }
}
