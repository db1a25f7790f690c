namespace BkJob.Benchmarks.Report;

/// <summary>A picture: values over the number of hosts.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Series">Its lines, drawn in this order.</param>
internal sealed record Panel(string Title, IReadOnlyList<Series> Series);
