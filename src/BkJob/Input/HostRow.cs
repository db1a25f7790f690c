using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>A host as a row of a file, or a deserialized copy, identifies it.</summary>
/// <param name="HostId">Host ID of the CMDB; null if the row has none.</param>
/// <param name="Address">IPv4 or IPv6 address, or the ID or name of a container; null if the row has none.</param>
/// <param name="CloudId">Cloud area; null for any.</param>
internal sealed record HostRow(long? HostId, string? Address, long? CloudId)
{
    private static readonly string[] AddressNames = ["Ip", "Ipv6", "ContainerId", "ContainerName"];

    /// <summary>Reads the host of a row; null if the row identifies none.</summary>
    public static HostRow? Read(PSObject row)
    {
        long? hostId = ReadNumber(row, "HostId");
        string? address = AddressNames.Select(name => ReadText(row, name)).FirstOrDefault(text => text is not null);
        return hostId is null && address is null ? null : new HostRow(hostId, address, ReadNumber(row, "CloudId"));
    }

    /// <summary>The row of a host that was read. ESB v2 returns hosts with IPv6 only without any address: such a row is all of them.</summary>
    public static HostRow Of(StepIpStatus host) => new(host.HostId, GetAddress(host), host.CloudId);

    /// <summary>Whether it is the row of a host that has no address.</summary>
    public bool IsAnonymous => HostId is null && Address is { Length: 0 };

    /// <summary>Whether the row identifies a host of a status. The ID decides if both have one.</summary>
    public bool IsMatch(StepIpStatus host) => HostId is { } id && host.HostId is { } hostId
        ? id == hostId
        : Address is not null && (Address == host.Ip || Address == host.Ipv6 || Address == host.ContainerId || Address == host.ContainerName || Address == GetAddress(host))
            && (CloudId is null || host.CloudId is null || CloudId == host.CloudId);

    /// <summary>The address, or the ID.</summary>
    public override string ToString() => Address ?? HostId?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The address that identifies a host; empty if it has none. The name of a container can be that of several.</summary>
    internal static string GetAddress(StepIpStatus host) => host.Ip ?? host.Ipv6 ?? host.ContainerId ?? host.ContainerName ?? "";

    private static string? ReadText(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static long? ReadNumber(PSObject row, string name) =>
        long.TryParse(ReadText(row, name), CultureInfo.InvariantCulture, out long number) ? number : null;
}
