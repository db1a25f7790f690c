namespace BkJob.Benchmarks.Measuring;

/// <summary>The middle of measured values: what another program does meanwhile disturbs some of them, not most.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
