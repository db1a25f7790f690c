using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Wire;

namespace BkJob.Simulator;

/// <summary>The planned faults. The first one that is due affects a request.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<PlannedFault> _faults = [];

    /// <summary>The faults in their order, and how many requests each of them has seen and affected.</summary>
    public IReadOnlyList<FaultCount> Counts
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults.Select(planned => planned.Count)];
            }
        }
    }

    /// <summary>Adds a fault after the existing ones.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">The fault is not valid.</exception>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.CutAfterBytes < 0 || fault.Delay < TimeSpan.Zero)
        {
            throw new ArgumentException("A fault's delay and cut must not be negative.");
        }

        if (fault.Garbage < 0 || fault.Drip < TimeSpan.Zero || fault.DripBytes < 1)
        {
            throw new ArgumentException("A fault's garbage and drip must not be negative, and a drop has a byte or more.");
        }

        if (fault.ExecutionDelay is { } delay && (delay < TimeSpan.Zero || fault.AfterExecution || !fault.HidesResponse))
        {
            throw new ArgumentException(
                "A fault's execution delay must not be negative, and requires another response or silence, without after_execution.");
        }

        if (fault is { Reset: true, Drip: not null })
        {
            throw new ArgumentException("A fault can't both drip and reset.");
        }

        if (!BodyEncoding.IsKnown(fault.Encoding) || !BodyCompression.IsKnown(fault.Compression))
        {
            throw new ArgumentException(
                $"A fault's encoding is one of {BodyEncoding.Names}, its compression one of {BodyCompression.Names}.");
        }

        if (fault.RedirectTo?.Any(char.IsControl) == true)
        {
            throw new ArgumentException("A fault's redirect_to must hold no control characters.");
        }

        if (fault.HttpStatus is < 200 or > 599)
        {
            throw new ArgumentException("A fault's HTTP status must be from 200 to 599.");
        }

        if (fault.Operation is { } operation && !JobServer.OperationNames.Contains(operation, StringComparer.Ordinal))
        {
            throw new ArgumentException($"A fault's operation is one of {string.Join(", ", JobServer.OperationNames)}.");
        }

        lock (_lock)
        {
            _faults.Add(new PlannedFault(fault));
        }
    }

    /// <summary>Removes all faults; a request that is already waiting continues to wait.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    internal Fault? Take(ApiRequest request)
    {
        lock (_lock)
        {
            Fault? taken = null;
            foreach (var planned in _faults)
            {
                // Every fault sees the request, so that Skip counts all requests, including those that other faults affect.
                if (planned.IsDueFor(request) && taken is null && planned.Strikes())
                {
                    taken = planned.Fault;
                }
            }

            return taken;
        }
    }
}

/// <summary>What a fault has done so far.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Seen">The requests that it could have affected.</param>
/// <param name="Affected">Those that it affected.</param>
public sealed record FaultCount(Fault Fault, int Seen, int Affected);

/// <summary>A fault and its progress. Not thread-safe: <see cref="FaultPlan"/> holds its lock.</summary>
internal sealed class PlannedFault(Fault fault)
{
    private readonly Random _dice = new(fault.Seed);
    private int _seen;
    private int _struck;

    public Fault Fault { get; } = fault;

    public FaultCount Count => new(Fault, _seen, _struck);

    /// <summary>Counts a request and returns whether the fault can affect it.</summary>
    public bool IsDueFor(ApiRequest request)
    {
        if ((Fault.JobInstanceId is { } job && job != request.JobInstanceId)
            || (Fault.Operation is { } operation && operation != request.Operation))
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
