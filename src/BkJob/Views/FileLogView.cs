using System.ComponentModel;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>Texts of the views for file transfers. Public because a type definition calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FileLogView
{
    private const int ModeWidth = 8;
    private const int StatusWidth = 13;
    private const int SizeWidth = 10;
    private const int ProgressWidth = 8;
    private static readonly int[] BeforePath = [ModeWidth, StatusWidth];
    private static readonly int[] BehindPath = [ProgressWidth, SizeWidth];

    /// <summary>A cell of the table.</summary>
    public static string CellMode(PSObject file) => Cell.Left(ViewText.Text(file, "Mode"), ModeWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellStatus(PSObject file) => Cell.Left(TextStatus(file), StatusWidth);

    /// <summary>The transfer in one line.</summary>
    public static string Tree(PSObject file) => $"{TextStatus(file)}  {ViewText.Text(file, "Mode")} {Path(file)}";

    /// <summary>Where the file is on this host, sanitized.</summary>
    public static string Path(PSObject file) =>
        ViewText.Text(DeserializedValue.Text(file, "DestinationPath") ?? DeserializedValue.Text(file, "SourcePath"));

    /// <summary>A cell of the table.</summary>
    public static string CellPath(PSObject file) => Cell.Main(Path(file), BeforePath, Cell.LeastName, BehindPath);

    /// <summary>A cell of the table.</summary>
    public static string CellProgress(PSObject file) => Cell.Right(ViewText.Text(file, "Progress"), ProgressWidth);

    /// <summary>A cell of the table.</summary>
    public static string CellSize(PSObject file) => Cell.Right(ViewText.Text(file, "Size"), SizeWidth);

    /// <summary>A line of the list.</summary>
    public static string TextStatus(PSObject file)
    {
        object? status = DeserializedValue.Property(file, "Status");
        return DeserializedValue.Enum<FileLogStatus>(status) is { } known
            ? Symbols.Paint(ToOutcome(known), known.ToString())
            : ViewText.Text(status?.ToString());
    }

    /// <summary>A line of the list.</summary>
    public static string TextSource(PSObject file) => Place(file, "SourceAddress", "SourcePath");

    /// <summary>A line of the list.</summary>
    public static string TextDestination(PSObject file) => Place(file, "DestinationAddress", "DestinationPath");

    /// <summary>A line of the list.</summary>
    public static string TextSize(PSObject file) => ViewText.Text(file, "Size");

    /// <summary>A line of the list.</summary>
    public static string TextSpeed(PSObject file) => ViewText.Text(file, "Speed");

    /// <summary>A line of the list.</summary>
    public static string TextProgress(PSObject file) => ViewText.Text(file, "Progress");

    /// <summary>The text of the transfer.</summary>
    public static string Text(PSObject file) => LogText.Format(DeserializedValue.Text(file, "Content"));

    private static string Place(PSObject file, string address, string path) =>
        ViewText.Text($"{DeserializedValue.Text(file, address)} {DeserializedValue.Text(file, path)}".Trim());

    private static HostOutcome ToOutcome(FileLogStatus status) => status switch
    {
        FileLogStatus.Pulling or FileLogStatus.Uploading or FileLogStatus.Downloading => HostOutcome.Running,
        FileLogStatus.Waiting => HostOutcome.Waiting,
        FileLogStatus.Finished => HostOutcome.Succeeded,
        FileLogStatus.Failed => HostOutcome.Failed,
        _ => HostOutcome.Unknown,
    };
}
