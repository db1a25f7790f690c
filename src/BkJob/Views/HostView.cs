using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for a host. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HostView
{
    /// <summary>The length of an IPv6 address.</summary>
    private const int LeastAddress = 39;

    /// <summary>A screen on which an IPv6 address and all other columns fit.</summary>
    private const int EnoughForAll = 99;

    /// <summary>The minimum width of the tag: its column is the last one, which PowerShell shrinks.</summary>
    private const int LeastTag = 8;

    private static readonly string[] Addresses = ["Ip", "Ipv6", "ContainerName", "ContainerId"];
    private static readonly int[] BehindAddress = [Cell.Code, Cell.Id];
    private static readonly int[] BehindDetailAddress = [Cell.Code, Cell.Duration, LeastTag];

    /// <summary>A cell of the table.</summary>
    public static string CellStatus(PSObject host) => Cell.Left(ViewText.HostStatus(host), Cell.HostStatus);

    /// <summary>A cell of the table.</summary>
    public static string CellAddress(PSObject host) =>
        Cell.Main(Address(host), [Cell.HostStatus], LeastAddress, BehindAddress, EnoughForAll);

    /// <summary>A cell of the table with details.</summary>
    public static string CellDetailAddress(PSObject host) =>
        Cell.Main(Address(host), [Cell.HostStatus], Cell.LeastName, BehindDetailAddress, EnoughForAll);

    /// <summary>A cell of the table.</summary>
    public static string CellCode(PSObject host) => Cell.Right(TextCode(host), Cell.Code);

    /// <summary>A cell of the table.</summary>
    public static string CellCloudId(PSObject host) => Cell.Right(ViewText.Number(host, "CloudId"), Cell.Id);

    /// <summary>A cell of the table.</summary>
    public static string CellExitCode(PSObject host) => Cell.Right(ViewText.Number(host, "ExitCode"), Cell.Code);

    /// <summary>A cell of the table.</summary>
    public static string CellDuration(PSObject host) => Cell.Right(ViewText.Duration(host), Cell.Duration);

    /// <summary>The address of a host, the name of a container, or else the host ID; ESB v2 does not identify an IPv6-only host.</summary>
    public static string Address(PSObject host)
    {
        string? address = Addresses.Select(name => DeserializedValue.Text(host, name)).FirstOrDefault(text => !string.IsNullOrEmpty(text));
        return address is not null ? ViewText.Text(address)
            : DeserializedValue.Number(host, "HostId") is { } id ? string.Create(CultureInfo.InvariantCulture, $"#{id}")
            : Messages.AddressMissing;
    }

    /// <summary>The host in one line.</summary>
    public static string Tree(PSObject host) => LogView.Head(host);

    /// <summary>Symbol and address, for the wide view.</summary>
    public static string Wide(PSObject host)
    {
        IpStatus? status = DeserializedValue.Enum<IpStatus>(DeserializedValue.Property(host, "Status"));
        return Symbols.Paint(status is { } known ? known.ToOutcome() : HostOutcome.Unknown, Address(host));
    }

    /// <summary>The heading of a group of hosts.</summary>
    public static string Group(PSObject host) =>
        $"{ViewText.Number(host, "JobInstanceId")} > {ViewText.Number(host, "StepInstanceId")} {ViewText.Text(host, "StepName")}";

    /// <summary>The number of the status.</summary>
    public static int? Code(PSObject host) => (int?)DeserializedValue.Enum<IpStatus>(DeserializedValue.Property(host, "Status"));

    /// <summary>The duration, so far if it is running.</summary>
    public static TimeSpan? Duration(PSObject host) => ViewText.DurationOf(host);

    /// <summary>A line of the list.</summary>
    public static string TextIp(PSObject host) => ViewText.Text(host, "Ip");

    /// <summary>A line of the list.</summary>
    public static string TextIpv6(PSObject host) => ViewText.Text(host, "Ipv6");

    /// <summary>A line of the list.</summary>
    public static string TextContainerName(PSObject host) => ViewText.Text(host, "ContainerName");

    /// <summary>A line of the list.</summary>
    public static string TextContainerId(PSObject host) => ViewText.Text(host, "ContainerId");

    /// <summary>A line of the list.</summary>
    public static string TextStatus(PSObject host) => ViewText.HostStatus(host);

    /// <summary>A line of the list.</summary>
    public static string TextTag(PSObject host) => ViewText.Text(host, "Tag");

    /// <summary>A line of the list.</summary>
    public static string TextStartTime(PSObject host) => ViewText.Time(host, "StartTime");

    /// <summary>A line of the list.</summary>
    public static string TextEndTime(PSObject host) => ViewText.Time(host, "EndTime");

    /// <summary>A line of the list.</summary>
    public static string TextDuration(PSObject host) => ViewText.Duration(host);

    /// <summary>A line of the list.</summary>
    public static string TextStepName(PSObject host) => ViewText.Text(host, "StepName");

    private static string TextCode(PSObject host) => Code(host)?.ToString(CultureInfo.InvariantCulture) ?? ViewText.None;
}
