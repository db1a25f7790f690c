using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for groups of logs. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogGroupView
{
    /// <summary>The maximum number of hosts that a view lists.</summary>
    private const int MaxHosts = 12;

    private const int CountWidth = 7;
    private const int CodesWidth = 12;
    private static readonly int[] BeforeHosts = [CountWidth, CodesWidth];
    private static readonly int[] BehindHosts = [40];

    /// <summary>The heading of a group: number of hosts, exit codes, and statuses.</summary>
    public static string Head(PSObject group)
    {
        long count = DeserializedValue.Number(group, "Count") ?? 0;
        string hosts = Symbols.Paint(GetOutcome(group), count == 1 ? Messages.LogGroupHost : Messages.FormatLogGroupHosts(count));
        string codes = TextExitCodes(group);
        string exit = codes == ViewText.None ? "" : "  " + Messages.FormatLogGroupExitCodes(codes);
        return $"{hosts}{exit}  {TextStatuses(group)}";
    }

    /// <summary>The hosts of a group.</summary>
    public static string TextHosts(PSObject group)
    {
        IReadOnlyList<object> hosts = DeserializedValue.Items(DeserializedValue.Property(group, "Hosts"));
        IEnumerable<string> shown = hosts.Take(MaxHosts).Select(host => TerminalText.Sanitize(host.ToString()));
        string more = hosts.Count > MaxHosts ? ", " + Messages.FormatLogGroupMore(hosts.Count - MaxHosts) : "";
        return string.Join(", ", shown) + more;
    }

    /// <summary>The text of a group.</summary>
    public static string Text(PSObject group) => LogText.Format(DeserializedValue.Text(group, "Content"));

    /// <summary>The last line of the text, sanitized.</summary>
    public static string LastLine(PSObject group) => LogText.FormatLastLine(DeserializedValue.Text(group, "Content"));

    /// <summary>A line of the list.</summary>
    public static string TextExitCodes(PSObject group)
    {
        IReadOnlyList<object> codes = DeserializedValue.Items(DeserializedValue.Property(group, "ExitCodes"));
        return codes.Count == 0 ? ViewText.None : string.Join(", ", codes);
    }

    /// <summary>A line of the list.</summary>
    public static string TextStatuses(PSObject group) => string.Join(", ", GetStatuses(group));

    /// <summary>A cell of the table.</summary>
    public static string CellCount(PSObject group) => Cell.Right(ViewText.Number(group, "Count"), CountWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellExitCodes(PSObject group) => Cell.Right(Cell.Left(TextExitCodes(group), CodesWidth).TrimEnd(), CodesWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellHosts(PSObject group) => Cell.Main(TextHosts(group), BeforeHosts, Cell.LeastName, BehindHosts);

    /// <summary>A cell of the table.</summary>
    public static string CellLastLine(PSObject group) =>
        Cell.Left(LastLine(group).Replace('\t', ' '), BehindHosts[0]);

    /// <summary>The outcome of all hosts; failed if some of them failed.</summary>
    private static HostOutcome GetOutcome(PSObject group)
    {
        HostOutcome[] outcomes = [.. GetStatuses(group).Select(status => status.ToOutcome()).Distinct()];
        return outcomes is [var only] ? only : outcomes.Contains(HostOutcome.Failed) ? HostOutcome.Failed : HostOutcome.Unknown;
    }

    private static IEnumerable<IpStatus> GetStatuses(PSObject group) =>
        DeserializedValue.Items(DeserializedValue.Property(group, "Statuses")).Select(DeserializedValue.Enum<IpStatus>).OfType<IpStatus>();
}
