namespace BkJob;

/// <summary>The scope of a job instance: a business, or a set of them.</summary>
/// <param name="BizId">Business ID (<c>bk_biz_id</c>); null if unknown.</param>
/// <param name="ScopeType"><c>biz</c>, <c>biz_set</c> or <c>tenant_set</c>; null if unknown.</param>
/// <param name="ScopeId">ID within the type; null if unknown.</param>
public readonly record struct JobScope(long? BizId, string? ScopeType, string? ScopeId)
{
    /// <summary>Whether both type and ID are specified.</summary>
    public bool HasPair => !string.IsNullOrWhiteSpace(ScopeType) && !string.IsNullOrWhiteSpace(ScopeId);

    /// <summary>The scope as text for a user.</summary>
    public override string ToString() => HasPair && ScopeType != "biz"
        ? TerminalText.Sanitize($"{ScopeType} {ScopeId}")
        : CoreMessages.FormatBusiness(TerminalText.Sanitize(HasPair ? ScopeId : FormattableString.Invariant($"{BizId}")));
}
