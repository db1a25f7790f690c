using BkJob.Benchmarks.Measuring;

namespace BkJob.Benchmarks.Engines;

/// <summary>What <c>Lines.ps1</c> gives for a line: one value of each for each round.</summary>
/// <param name="Milliseconds">Times on the wall.</param>
/// <param name="Bytes">Memory allocated.</param>
internal sealed record LineReading(double[] Milliseconds, long[] Bytes)
{
    public Cost Cost => Cost.MedianOf(Milliseconds, Bytes);
}
