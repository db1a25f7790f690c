namespace BkJob;

/// <summary>The log of a step on one host, or in one container: its last attempt, which is the only one that the API returns.</summary>
public sealed class HostLog : HostOutput
{
    internal HostLog(StepIpStatus host, int attempt, string? content, IReadOnlyList<FileLog>? files = null)
        : base(host, attempt)
    {
        Content = content;
        Files = files ?? [];
    }

    /// <summary>Status on this host when the log was read; an unknown number is kept.</summary>
    public IpStatus Status => Host.Status;

    /// <summary>The meaning of the status.</summary>
    public HostOutcome Outcome => Host.Outcome;

    /// <summary>Exit code of the script; null over ESB v2, for files, and if no script has finished.</summary>
    public int? ExitCode => Host.ExitCode;

    /// <summary>
    /// The complete text, as the script wrote it, with its control characters; null if the server has none. For a file step, the texts of
    /// <see cref="Files"/>.
    /// </summary>
    public string? Content { get; }

    /// <summary>The files of a file step that the host sent or received; empty for a script.</summary>
    public IReadOnlyList<FileLog> Files { get; }

    /// <summary>Sanitized address or name, and status.</summary>
    public override string ToString() => $"{HostName} {Status}";
}
