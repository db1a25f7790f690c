using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for logs and their lines. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogView
{
    /// <summary>The width of an IPv4 address, so that the lines of most hosts are aligned.</summary>
    private const int HostWidth = 15;

    // Colours of lines only identify the host. Red and green would look like a result.
    private static readonly Colour[] HostColours =
    [
        Colour.Cyan, Colour.Magenta, Colour.Yellow, Colour.Blue,
        Colour.BrightCyan, Colour.BrightMagenta, Colour.BrightYellow, Colour.BrightBlue,
    ];

    private static readonly string[] Addresses = ["Ip", "Ipv6", "ContainerName", "ContainerId"];

    /// <summary>The address of the host, or the name of the container; null if the API returns none.</summary>
    public static string? ComputerName(PSObject log) =>
        Addresses.Select(name => DeserializedValue.Text(log, name)).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>The heading of a log: result and address of the host, and the step.</summary>
    public static string Head(PSObject log)
    {
        string exitCode = DeserializedValue.Number(log, "ExitCode") is { } code ? Messages.FormatLogExitCode(code) : "";
        long attempt = DeserializedValue.Number(log, "Attempt") ?? 0;
        string step = Messages.FormatLogStep(ViewText.Number(log, "StepInstanceId"), ViewText.Text(log, "StepName"));
        string again = attempt > 0 ? "  " + Messages.FormatLogAttempt(attempt + 1) : "";
        return $"{HostView.Wide(log)}  {StatusName(log)}{exitCode}  {step}{again}";
    }

    /// <summary>The text of a log.</summary>
    public static string Text(PSObject log) => LogText.Format(Content(log));

    /// <summary>The last line of a log, sanitized.</summary>
    public static string LastLine(PSObject log) => LogText.FormatLastLine(Content(log));

    /// <summary>A cell of the table.</summary>
    public static string CellAddress(PSObject log)
    {
        string address = HostView.Address(log);
        return Cell.Left(address, Math.Max(HostWidth, CellText.Count(address)));
    }

    /// <summary>A cell of the table.</summary>
    public static string CellLastLine(PSObject log) =>
        Cell.Main(LastLine(log).Replace('\t', ' '), [Cell.HostStatus, HostWidth, Cell.Code], Cell.LeastValue, []).TrimEnd();

    /// <summary>A line of a log, with its host; from its second attempt on, with the number of the attempt.</summary>
    public static string Line(PSObject line)
    {
        string host = HostView.Address(line);
        Colour colour = HostColours[Hash(host) % (uint)HostColours.Length];
        string name = DeserializedValue.Number(line, "Attempt") is > 0 and var attempt
            ? string.Create(CultureInfo.InvariantCulture, $"{host}#{attempt + 1}")
            : host;
        string padding = new(' ', Math.Max(0, HostWidth - CellText.Count(name)));
        string separator = Screen.HasSymbols ? "│" : "|";
        return $"{ViewColour.Paint(name, colour)}{padding} {separator} {DisplayText(line)}";
    }

    /// <summary>The sanitized text of a line.</summary>
    public static string DisplayText(PSObject line) => LogText.SanitizeLine(DeserializedValue.Text(line, "Text") ?? "");

    /// <summary>A cell of the table.</summary>
    public static string CellNumber(PSObject line) => Cell.Right(ViewText.Number(line, "Number"), Cell.Hosts);

    private static string StatusName(PSObject log) => ViewText.Text(DeserializedValue.Enum<IpStatus>(DeserializedValue.Property(log, "Status"))?.ToString());

    private static string? Content(PSObject log) => DeserializedValue.Text(log, "Content");

    /// <summary>A hash that is the same in every process (FNV-1a), so that a host keeps its colour.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash ^ (hash >> 16);
    }
}
