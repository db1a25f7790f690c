namespace BkJob.Benchmarks.Measuring;

/// <summary>What it costs to do something once: medians of several runs.</summary>
/// <param name="Milliseconds">Time on the wall.</param>
/// <param name="Bytes">Memory allocated by the whole process, whether kept or not.</param>
internal readonly record struct Cost(double Milliseconds, double Bytes)
{
    public static Cost MedianOf(IEnumerable<double> milliseconds, IEnumerable<long> bytes) =>
        new(Median.Of(milliseconds), Median.Of(bytes.Select(count => (double)count)));
}
