namespace BkJob;

/// <summary>Where a job instance lives: a business, or a set of them.</summary>
/// <param name="BizId">Business id (<c>bk_biz_id</c>); null when unknown.</param>
/// <param name="ScopeType"><c>biz</c>, <c>biz_set</c> or <c>tenant_set</c>; null when unknown.</param>
/// <param name="ScopeId">Id within the type; null when unknown.</param>
public readonly record struct JobScope(long? BizId, string? ScopeType, string? ScopeId)
{
    /// <summary>Whether type and id are both there.</summary>
    public bool HasPair => !string.IsNullOrWhiteSpace(ScopeType) && !string.IsNullOrWhiteSpace(ScopeId);

    /// <summary>As a person would say it.</summary>
    public override string ToString() => HasPair
        ? TerminalText.Sanitize($"{ScopeType} {ScopeId}")
        : CoreMessages.FormatBusiness(BizId);
}
