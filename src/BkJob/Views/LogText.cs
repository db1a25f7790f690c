namespace BkJob.Views;

/// <summary>Text of a log on a screen: its lines and tabs are kept, and every other control character is made visible.</summary>
internal static class LogText
{
    /// <summary>The lines of a log, sanitized.</summary>
    /// <param name="content">The text of the log; null if there is none.</param>
    public static string Format(string? content)
    {
        if (string.IsNullOrEmpty(content))
        {
            return content is null ? Messages.LogNone : Messages.LogEmpty;
        }

        // A carriage return within a line would let a script overwrite what is displayed before it, so it ends no line.
        string[] lines = content.Split('\n');
        int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        return string.Join('\n', lines.Take(count).Select(line => SanitizeLine(line.EndsWith('\r') ? line[..^1] : line)));
    }

    /// <summary>The last line of a log that is not blank, sanitized.</summary>
    /// <param name="content">The text of the log; null if there is none.</param>
    public static string FormatLastLine(string? content)
    {
        ReadOnlySpan<char> text = content.AsSpan().TrimEnd();
        return text.IsEmpty ? Format(content is null ? null : "") : SanitizeLine(text[(text.LastIndexOf('\n') + 1)..].ToString());
    }

    /// <summary>One line, sanitized except for its tabs.</summary>
    /// <param name="line">The line, without its end.</param>
    public static string SanitizeLine(string line) =>
        string.Join('\t', line.Split('\t').Select(part => TerminalText.Sanitize(part, maxLength: null)));
}
