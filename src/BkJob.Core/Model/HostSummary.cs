namespace BkJob;

/// <summary>How many hosts stand where. A host counts once for each step that it is part of.</summary>
public sealed class HostSummary
{
    internal HostSummary(IEnumerable<HostOutcome> outcomes)
    {
        foreach (HostOutcome outcome in outcomes)
        {
            Total++;
            switch (outcome)
            {
                case HostOutcome.Succeeded: Succeeded++; break;
                case HostOutcome.Running: Running++; break;
                case HostOutcome.Waiting: Waiting++; break;
                case HostOutcome.Terminated: Terminated++; break;
                case HostOutcome.Failed: Failed++; break;
                default: Unknown++; break;
            }
        }
    }

    internal HostSummary(IEnumerable<HostSummary> parts)
    {
        foreach (HostSummary part in parts)
        {
            Total += part.Total;
            Succeeded += part.Succeeded;
            Running += part.Running;
            Waiting += part.Waiting;
            Terminated += part.Terminated;
            Unknown += part.Unknown;
            Failed += part.Failed;
        }
    }

    /// <summary>All hosts.</summary>
    public int Total { get; }

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
