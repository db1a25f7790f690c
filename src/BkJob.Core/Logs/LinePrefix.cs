using System.Text.RegularExpressions;

namespace BkJob.Logs;

/// <summary>
/// Finds what the agent of BlueKing writes in front of lines, as in <c>[2026-11-26 13:54:08][PID:4711]</c>. It differs from host to host, so
/// no two logs with it have the same text.
/// </summary>
internal static class LinePrefix
{
    private static readonly Regex Pattern = new(
        @"^\[[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?\]( ?\[PID: ?[0-9]+\])?",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>The text of a log without the time and process ID at the beginning of its lines; null for a log without text.</summary>
    public static string? Remove(string? text) => text is null ? null : Pattern.Replace(text, "");
}
