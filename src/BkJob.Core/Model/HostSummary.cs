namespace BkJob;

/// <summary>Counts of hosts by outcome. A host is counted once per step.</summary>
public sealed class HostSummary
{
    internal HostSummary(HostCounts counts) =>
        (Succeeded, Running, Waiting, Terminated, Unknown, Failed) =
        (counts.Succeeded, counts.Running, counts.Waiting, counts.Terminated, counts.Unknown, counts.Failed);

    /// <summary>The sum of the counts of several steps.</summary>
    internal static HostSummary Sum(IEnumerable<HostSummary> parts)
    {
        var counts = default(HostCounts);
        foreach (HostSummary part in parts)
        {
            counts.Add(part);
        }

        return new HostSummary(counts);
    }

    /// <summary>All hosts.</summary>
    public int Total => Succeeded + Running + Waiting + Terminated + Unknown + Failed;

    /// <summary>Succeeded (9), or succeeded in an earlier run (3).</summary>
    public int Succeeded { get; }

    /// <summary>Running (7).</summary>
    public int Running { get; }

    /// <summary>Not run yet (5).</summary>
    public int Waiting { get; }

    /// <summary>Terminated (103, 403).</summary>
    public int Terminated { get; }

    /// <summary>The server does not know the state (500), or the code is unknown.</summary>
    public int Unknown { get; }

    /// <summary>Failed: every other code.</summary>
    public int Failed { get; }

    /// <summary>Succeeded of total, as in <c>97/100</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Succeeded}/{Total}");
}
