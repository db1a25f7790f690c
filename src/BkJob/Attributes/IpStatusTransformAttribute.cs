namespace BkJob;

/// <summary>Accepts statuses of hosts, by name and by any number.</summary>
internal sealed class IpStatusTransformAttribute : StatusTransformAttribute<IpStatus>
{
    /// <inheritdoc/>
    private protected override string Describe(string quoted, string names) => Messages.FormatBadIpStatus(quoted, names);
}
