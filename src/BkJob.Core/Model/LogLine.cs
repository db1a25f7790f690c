namespace BkJob;

/// <summary>One line of the log of a host.</summary>
public sealed class LogLine : HostOutput
{
    internal LogLine(StepIpStatus host, int attempt, long number, string text)
        : base(host, attempt) => (Number, Text) = (number, text);

    /// <summary>Number of the line in the log of its attempt, from 1.</summary>
    public long Number { get; }

    /// <summary>The text without its line end, as the script wrote it.</summary>
    public string Text { get; }

    /// <summary>The text, sanitized.</summary>
    public override string ToString() => TerminalText.Sanitize(Text);
}
