using System.Management.Automation.Language;

namespace BkJob;

/// <summary>
/// Quotes a name in a sentence. Anybody can name a job or a step, also "Deploy on 1 host (business 2": without quotes a name could imitate
/// the rest of a prompt.
/// </summary>
internal static class QuotedName
{
    /// <summary>The name as a literal of PowerShell: no quote in it, not even a typographic one, ends it.</summary>
    public static string Format(string? name) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(TerminalText.Sanitize(name))}'";
}
