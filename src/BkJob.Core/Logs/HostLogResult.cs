namespace BkJob.Logs;

/// <summary>The logs of a response. Hosts without a log are missing, and the order is the server's.</summary>
/// <param name="Rows">A row for each host that has a log.</param>
internal sealed record HostLogResult(IReadOnlyList<HostLogRow> Rows);

/// <summary>The log of one host in a response.</summary>
/// <param name="Host">The host.</param>
/// <param name="Content">The text; null if the server has none.</param>
internal sealed record HostLogRow(HostKey Host, string? Content)
{
    /// <summary>The attempt, if the API returns it.</summary>
    public int? Attempt { get; init; }

    /// <summary>The files of a file step.</summary>
    public IReadOnlyList<FileLog> Files { get; init; } = [];

    /// <summary>The row of a file step: its text is that of its files.</summary>
    public static HostLogRow OfFiles(HostKey host, IEnumerable<FileLog> files)
    {
        FileLog[] all = [.. files];
        string text = string.Concat(all.Select(file => file.Content));
        return new HostLogRow(host, text.Length == 0 ? null : text) { Files = all };
    }
}
