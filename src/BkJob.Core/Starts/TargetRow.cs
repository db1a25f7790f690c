namespace BkJob.Starts;

/// <summary>A host as a row of a file, a hashtable or a deserialized copy identifies it.</summary>
/// <param name="HostId">Host ID of the CMDB; null or blank if the row has none.</param>
/// <param name="CloudId">Cloud area; null or blank if the row has none.</param>
/// <param name="Ip">IPv4 address; null or blank if the row has none.</param>
/// <param name="Ipv6">IPv6 address; null or blank if the row has none.</param>
/// <param name="Container">Name of a container; null or blank for a host.</param>
internal sealed record TargetRow(object? HostId, object? CloudId, object? Ip, object? Ipv6, object? Container)
{
    private static readonly string[] HostIdNames = ["HostId", "bk_host_id"];
    private static readonly string[] CloudIdNames = ["CloudId", "bk_cloud_id"];
    private static readonly string[] IpNames = ["Ip", "bk_host_innerip"];
    private static readonly string[] Ipv6Names = ["Ipv6", "bk_host_innerip_v6"];
    private static readonly string[] ContainerNames = ["ContainerName", "ContainerId"];

    /// <summary>Reads a row; null if it has no column that identifies a host.</summary>
    /// <param name="getValue">Gets the value of a column; null if there is none, or it is empty.</param>
    public static TargetRow? Read(Func<string, object?> getValue)
    {
        var row = new TargetRow(Find(HostIdNames), Find(CloudIdNames), Find(IpNames), Find(Ipv6Names), Find(ContainerNames));
        return row is { HostId: null, Ip: null, Ipv6: null, Container: null } ? null : row;

        object? Find(string[] names) => names.Select(getValue).FirstOrDefault(value => value is not null && !(value is string text && string.IsNullOrWhiteSpace(text)));
    }

    /// <summary>The host as a user wrote it.</summary>
    public override string ToString() => $"HostId={HostId}; Ip={Ip ?? Ipv6}; CloudId={CloudId}";
}
