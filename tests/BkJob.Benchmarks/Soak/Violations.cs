using System.Collections.Concurrent;

namespace BkJob.Benchmarks.Soak;

/// <summary>What must not happen and did.</summary>
internal sealed class Violations
{
    private const int MaxPrinted = 50;

    private readonly ConcurrentQueue<string> _all = new();

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one, and prints the first ones immediately: a run is long.</summary>
    public void Add(string text)
    {
        _all.Enqueue(text);
        if (_all.Count <= MaxPrinted)
        {
            Console.Error.WriteLine($"VIOLATION: {text}");
        }
    }

    /// <summary>Adds a text unless a condition holds.</summary>
    public void AddUnless(bool condition, string text)
    {
        if (!condition)
        {
            Add(text);
        }
    }
}
