using System.Globalization;
using System.Text;

namespace BkJob.Logs;

/// <summary>
/// The index of the logs of a job: a CSV file with one row for each host. A row is in the file as soon as its log is, however the
/// pipeline ends.
/// </summary>
internal sealed class LogIndex : IDisposable
{
    public const string FileName = "index.csv";

    private const string Header = "JobInstanceId,StepInstanceId,StepName,CloudId,Ip,Ipv6,HostId,Container,Status,ExitCode,Attempt,File,Bytes";

    /// <summary>The first characters of a cell that a spreadsheet treats as a formula.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>Where a cell begins in a spreadsheet whose separator is not a comma.</summary>
    private const string OtherSeparators = ";\t\r\n";

    private readonly string _folder;
    private readonly StreamWriter _writer;

    private LogIndex(long jobInstanceId, string folder, StreamWriter writer) =>
        (JobInstanceId, _folder, _writer) = (jobInstanceId, folder, writer);

    /// <summary>The job.</summary>
    public long JobInstanceId { get; }

    /// <summary>Opens the index of a job. Rows of earlier runs are kept, unless it is replaced.</summary>
    /// <exception cref="IOException">A file of this name exists that is not an index, and is not replaced; or it is a link.</exception>
    public static LogIndex Open(long jobInstanceId, string path, bool replaces)
    {
        string folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        if (new FileInfo(path).LinkTarget is not null)
        {
            // The file that another user's link names would be written with the rights of this user.
            throw new IOException(Messages.FormatIndexIsLink(FileName));
        }

        bool isNew = replaces || !File.Exists(path) || new FileInfo(path).Length == 0;
        if (!isNew && File.ReadLines(path).First() != Header)
        {
            throw new IOException(Messages.FormatIndexExists(FileName));
        }

        StreamWriter writer = LogFolder.Open(path, isNew ? FileMode.Create : FileMode.Append);
        writer.AutoFlush = true;
        writer.NewLine = "\n";
        if (isNew)
        {
            writer.WriteLine(Header);
        }

        return new LogIndex(jobInstanceId, folder, writer);
    }

    /// <summary>Adds a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="file">Its file; null if the server has no log of the host.</param>
    public void Add(HostLog log, FileInfo? file) => _writer.WriteLine(string.Join(
        ',',
        Number(log.JobInstanceId),
        Number(log.StepInstanceId),
        Text(log.StepName),
        Number(log.CloudId),
        Text(log.Ip),
        Text(log.Ipv6),
        Number(log.HostId),
        Text(log.ContainerName ?? log.ContainerId),
        Text(log.Status.ToString()),
        Number(log.ExitCode),
        Number(log.Attempt),
        Text(file is null ? null : Path.GetRelativePath(_folder, file.FullName).Replace('\\', '/')),
        Number(file?.Length)));

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    // The name of a step is text of any user. An apostrophe makes it text for a spreadsheet, too.
    private static string Text(string? text)
    {
        string cell = NeutralizeFormulas(text ?? "");
        return cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    private static string NeutralizeFormulas(string text)
    {
        var cell = new StringBuilder(text.Length);
        bool isStart = true;
        foreach (char character in text)
        {
            cell.Append(isStart && FormulaStarts.Contains(character) ? "'" : "").Append(character);
            isStart = OtherSeparators.Contains(character);
        }

        return cell.ToString();
    }
}
