namespace BkJob.Benchmarks.Ways;

/// <summary>What the common way makes of a host.</summary>
/// <param name="Ip">Address.</param>
/// <param name="CloudId">Cloud area.</param>
/// <param name="Status">Status on this host.</param>
public sealed record FailedHost(string? Ip, long CloudId, int Status);
