namespace BkJob;

/// <summary>Counts hosts by outcome, before the counts become a <see cref="HostSummary"/>.</summary>
internal struct HostCounts
{
    public int Succeeded;
    public int Running;
    public int Waiting;
    public int Terminated;
    public int Unknown;
    public int Failed;

    public void Add(HostOutcome outcome)
    {
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

    public void Add(HostSummary part)
    {
        Succeeded += part.Succeeded;
        Running += part.Running;
        Waiting += part.Waiting;
        Terminated += part.Terminated;
        Unknown += part.Unknown;
        Failed += part.Failed;
    }
}
