namespace BkJob.Starts;

/// <summary>The account that scripts run as and files belong to, by alias or ID.</summary>
/// <param name="Alias">The alias, which is often but not always the login name (protocol-actions.md §2.4); null with an ID.</param>
/// <param name="Id">The ID; null with an alias. ESB v2 accepts aliases only.</param>
internal sealed record JobAccount(string? Alias, long? Id)
{
    /// <summary>The alias or the ID.</summary>
    public override string ToString() => Alias ?? FormattableString.Invariant($"{Id}");
}
