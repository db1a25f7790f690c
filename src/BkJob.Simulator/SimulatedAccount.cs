namespace BkJob.Simulator;

/// <summary>An account under which scripts run on hosts.</summary>
public sealed record SimulatedAccount
{
    /// <summary>The account_id; at least 1.</summary>
    public long Id { get; init; }

    /// <summary>The bk_biz_id; null for an account of every scope.</summary>
    public long? BizId { get; init; }

    /// <summary>The login name, which can be that of several accounts.</summary>
    public string Account { get; init; } = "root";

    /// <summary>The alias, by which starts find an operating system account.</summary>
    public string Alias { get; init; } = "root";

    /// <summary>1 operating system, 2 database.</summary>
    public int Category { get; init; } = 1;
}
