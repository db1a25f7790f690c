using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Parts;

/// <summary>What the parts measure on.</summary>
/// <param name="Server">The server, in a process of its own.</param>
/// <param name="Pwsh">A real pwsh.</param>
/// <param name="Hosted">The engine in this process.</param>
/// <param name="IsReal">Whether to wait the whole ten minutes.</param>
internal sealed record BenchmarkHarness(ServerProcess Server, Pwsh Pwsh, HostedEngine Hosted, bool IsReal);
