using BkJob.Benchmarks.Report;

namespace BkJob.Benchmarks.Parts;

/// <summary>A part of what is measured.</summary>
internal interface IPart
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    Task<Findings> MeasureAsync(BenchmarkHarness harness);
}
