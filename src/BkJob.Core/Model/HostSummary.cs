namespace BkJob;

/// <summary>How many hosts stand where. A host counts once for each step that it is part of.</summary>
public sealed class HostSummary
{
    internal HostSummary(HostCounts counts) =>
        (Succeeded, Running, Waiting, Terminated, Unknown, Failed) =
        (counts.Succeeded, counts.Running, counts.Waiting, counts.Terminated, counts.Unknown, counts.Failed);

    /// <summary>The counts of several steps together.</summary>
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

    /// <summary>Ended well (9), or had succeeded in an earlier run (3).</summary>
    public int Succeeded { get; }

    /// <summary>Running (7).</summary>
    public int Running { get; }

    /// <summary>Not run yet (5).</summary>
    public int Waiting { get; }

    /// <summary>Terminated (103, 403).</summary>
    public int Terminated { get; }

    /// <summary>The server does not know (500), or the code is in no table.</summary>
    public int Unknown { get; }

    /// <summary>Every other code: ended badly.</summary>
    public int Failed { get; }

    /// <summary>Succeeded of total, as in <c>97/100</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Succeeded}/{Total}");
}
