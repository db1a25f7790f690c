using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Waiting;

/// <summary>The jobs that are waited for together.</summary>
internal static class ManyJobs
{
    public const int Count = 1_000;
    public const int HostsOfEach = 100;

    /// <summary>Ids of jobs that go on for ever.</summary>
    public static IEnumerable<long> Running(int count) => Enumerable.Range(1, count).Select(number => Jobs.IdFor(HostsOfEach, number));
}
