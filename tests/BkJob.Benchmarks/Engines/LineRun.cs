namespace BkJob.Benchmarks.Engines;

/// <summary>Lines of PowerShell that are to be measured in turn in one session.</summary>
/// <param name="Server">The server to connect to.</param>
/// <param name="Lines">What to run.</param>
/// <param name="Expected">How many objects each has to give.</param>
/// <param name="WarmUp">Rounds that do not count.</param>
/// <param name="Rounds">Rounds that count.</param>
internal sealed record LineRun(Uri Server, IReadOnlyList<string> Lines, int Expected, int WarmUp, int Rounds)
{
    /// <summary>The API that the session is connected with.</summary>
    public BkJobApi Api { get; init; } = BkJobApi.EsbV2;

    /// <summary>The time during which each line runs before the first round, for lines that the runtime keeps recompiling for many rounds.</summary>
    public int WarmUpSeconds { get; init; }
}
