using BkJob.Benchmarks.Measuring;

namespace BkJob.Benchmarks.Engines;

/// <summary>Something that runs PowerShell.</summary>
internal interface IEngine
{
    /// <summary>What a reader calls it.</summary>
    string Name { get; }

    /// <summary>Measures lines in one session.</summary>
    /// <returns>A cost for each line, in their order.</returns>
    Task<Cost[]> MeasureAsync(LineRun run);
}
