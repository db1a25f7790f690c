namespace BkJob.Simulator.Timeline;

/// <summary>Spreads some hosts evenly over the list of a step; the last host is one of them.</summary>
internal static class Spread
{
    /// <summary>True if a host is one of them.</summary>
    public static bool Contains(int count, int hosts, int host) => Before(count, hosts, host + 1) > Before(count, hosts, host);

    /// <summary>How many of them precede a host.</summary>
    public static int Before(int count, int hosts, int host) => (int)((long)host * count / Math.Max(1, hosts));
}
