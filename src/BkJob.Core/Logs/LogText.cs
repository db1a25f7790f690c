namespace BkJob.Logs;

/// <summary>Divides the text of a log into lines. Only a line feed ends a line; a carriage return before it is not part of the text.</summary>
internal static class LogText
{
    /// <summary>The lines of a text, without their ends. A last line without an end counts.</summary>
    public static IEnumerable<string> GetLines(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            yield return GetLine(text, start, end);
            start = end + 1;
        }
    }

    /// <summary>A line, without a carriage return at its end.</summary>
    public static string GetLine(string text, int start, int end) =>
        text[start..(end > start && text[end - 1] == '\r' ? end - 1 : end)];

    /// <summary>The last lines of a text, unchanged.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">The number of lines, 1 or more.</param>
    public static string GetTail(string text, int count)
    {
        int start = text.EndsWith('\n') ? text.Length - 1 : text.Length;
        for (int i = 0; i < count && start >= 0; i++)
        {
            start = start == 0 ? -1 : text.LastIndexOf('\n', start - 1);
        }

        return text[(start + 1)..];
    }

    /// <summary>The number of lines of a text.</summary>
    public static long CountLines(string text) => text.AsSpan().Count('\n') + (text.Length == 0 || text.EndsWith('\n') ? 0 : 1);
}
