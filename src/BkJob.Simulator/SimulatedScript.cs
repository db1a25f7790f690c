namespace BkJob.Simulator;

/// <summary>A script that is saved on the server.</summary>
public sealed record SimulatedScript
{
    /// <summary>The script_id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The bk_biz_id; null for a script of every scope.</summary>
    public long? BizId { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "Simulated script";

    /// <summary>1 shell, 2 bat, 3 perl, 4 python, 5 PowerShell.</summary>
    public int Language { get; init; } = 1;

    /// <summary>The versions.</summary>
    public IReadOnlyList<SimulatedScriptVersion> Versions { get; init; } = [];
}

/// <summary>A version of a saved script.</summary>
/// <param name="Id">The script_version_id.</param>
/// <param name="Version">The name of the version.</param>
/// <param name="Content">The text.</param>
public sealed record SimulatedScriptVersion(long Id, string Version, string Content)
{
    /// <summary>0 not online yet, 1 online, 2 offline, 3 banned.</summary>
    public int Status { get; init; } = 1;
}
