namespace BkJob;

/// <summary>The transfer of one file, as one host of a file step saw it.</summary>
public sealed class FileLog
{
    internal FileLog()
    {
    }

    /// <summary>Whether the host sent or received the file; an unknown number is kept, null if omitted.</summary>
    public FileLogMode? Mode { get; internal init; }

    /// <summary>Address of the host that sent the file; null if the server returns none.</summary>
    public string? SourceAddress { get; internal init; }

    /// <summary>Path of the file on the source.</summary>
    public string? SourcePath { get; internal init; }

    /// <summary>Address of the host that received the file; null for an upload.</summary>
    public string? DestinationAddress { get; internal init; }

    /// <summary>Path of the file on the destination; null for an upload.</summary>
    public string? DestinationPath { get; internal init; }

    /// <summary>State of the transfer; an unknown number is kept, null if omitted.</summary>
    public FileLogStatus? Status { get; internal init; }

    /// <summary>Size as the server formats it, such as <c>12.4 MB</c>; <c>--</c> if unknown, null in old entries.</summary>
    public string? Size { get; internal init; }

    /// <summary>Speed as the server formats it, such as <c>9,420 KB/s</c>; null in old entries.</summary>
    public string? Speed { get; internal init; }

    /// <summary>Progress as the server formats it, such as <c>100%</c> (<c>process</c>); null in old entries.</summary>
    public string? Progress { get; internal init; }

    /// <summary>One line for each change of progress; null if the server has none.</summary>
    public string? Content { get; internal init; }

    /// <summary>Sanitized path, and status.</summary>
    public override string ToString() => $"{TerminalText.Sanitize(DestinationPath ?? SourcePath)} {Status}";
}

/// <summary>The direction of a file transfer (protocol-actions.md §1.1).</summary>
public enum FileLogMode
{
    /// <summary>The host sent the file.</summary>
    Upload = 0,

    /// <summary>The host received the file.</summary>
    Download = 1,
}

/// <summary>The state of a file transfer (<c>FileDistStatusEnum</c>, protocol-actions.md §1.1).</summary>
public enum FileLogStatus
{
    /// <summary>The file is fetched from a third-party source.</summary>
    Pulling = 0,

    /// <summary>Waiting.</summary>
    Waiting = 1,

    /// <summary>The source sends the file.</summary>
    Uploading = 2,

    /// <summary>The destination receives the file.</summary>
    Downloading = 3,

    /// <summary>The transfer finished.</summary>
    Finished = 4,

    /// <summary>The transfer failed.</summary>
    Failed = 5,
}
