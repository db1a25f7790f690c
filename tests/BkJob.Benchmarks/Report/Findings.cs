namespace BkJob.Benchmarks.Report;

/// <summary>What a part has found.</summary>
/// <param name="Rows">For the table.</param>
internal sealed record Findings(IReadOnlyList<Row> Rows)
{
    /// <summary>For the picture; most parts have none.</summary>
    public IReadOnlyList<Panel> Panels { get; init; } = [];
}
