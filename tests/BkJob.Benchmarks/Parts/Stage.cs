using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Parts;

/// <summary>What the parts measure on.</summary>
/// <param name="Server">The server, in a process of its own.</param>
/// <param name="Pwsh">A real pwsh; null where the PATH has none.</param>
/// <param name="Hosted">The engine's package.</param>
/// <param name="IsReal">Whether to wait the whole ten minutes.</param>
internal sealed record Stage(ServerProcess Server, Pwsh? Pwsh, HostedEngine Hosted, bool IsReal)
{
    /// <summary>What is nearest to a user's session.</summary>
    public IEngine Engine => Pwsh is null ? Hosted : Pwsh;
}
