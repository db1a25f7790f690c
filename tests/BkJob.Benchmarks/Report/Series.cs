namespace BkJob.Benchmarks.Report;

/// <summary>A line of a picture.</summary>
/// <param name="Name">What a reader calls it.</param>
/// <param name="Points">Values at numbers of hosts.</param>
internal sealed record Series(string Name, IReadOnlyList<(double Hosts, double Value)> Points);
