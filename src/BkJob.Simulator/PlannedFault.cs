namespace BkJob.Simulator;

/// <summary>A fault and its progress. Not thread-safe: <see cref="FaultPlan"/> holds its lock.</summary>
internal sealed class PlannedFault(Fault fault)
{
    private readonly Random _dice = new(fault.Seed);
    private int _seen;
    private int _struck;

    public Fault Fault { get; } = fault;

    /// <summary>Counts a request and returns whether the fault can affect it.</summary>
    public bool IsDueFor(long? jobInstanceId)
    {
        if (Fault.JobInstanceId is { } wanted && wanted != jobInstanceId)
        {
            return false;
        }

        return ++_seen > Fault.Skip && (Fault.Times is not { } times || _struck < times);
    }

    /// <summary>Applies the probability and counts a hit.</summary>
    public bool Strikes()
    {
        if (Fault.Probability < 1 && _dice.NextDouble() >= Fault.Probability)
        {
            return false;
        }

        _struck++;
        return true;
    }
}
