using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace BkJob.Completers;

/// <summary>
/// Completes a parameter from what the session knows. It sends no request, because a user cannot interrupt completion, and it never fails.
/// </summary>
public abstract class BkJobCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            // A quote that the user has typed is not part of the value.
            return [.. Complete((wordToComplete ?? "").Trim('\'', '"'), fakeBoundParameters ?? new Hashtable()).Where(IsPrintable)];
        }
        catch (Exception)
        {
            // An error would be displayed in the middle of the line that the user is typing.
            return [];
        }
    }

    /// <summary>Returns the completions of a word.</summary>
    /// <param name="word">The word so far, without quotes.</param>
    /// <param name="bound">The other parameters that are known before the command runs.</param>
    private protected abstract IEnumerable<CompletionResult> Complete(string word, IDictionary bound);

    /// <summary>Creates a completion.</summary>
    /// <param name="text">The text, without quotes.</param>
    /// <param name="toolTip">The tooltip; the text itself if empty.</param>
    private protected static CompletionResult Result(string text, string toolTip) =>
        new(Quoted(text), text, CompletionResultType.ParameterValue, TerminalText.Sanitize(toolTip.Length > 0 ? toolTip : text));

    /// <summary>The numbers of another parameter; null if it has none.</summary>
    private protected static long[]? Numbers(IDictionary bound, string parameter) =>
        bound[parameter] is { } given
        && LanguagePrimitives.TryConvertTo(given, CultureInfo.InvariantCulture, out long[] numbers)
        && numbers.Length > 0
            ? numbers
            : null;

    private protected static bool Begins(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    // Completion writes the text to the terminal and into the line, where it could also be a command. A name or address with such characters
    // cannot be completed; sanitized, it would identify something else.
    private static bool IsPrintable(CompletionResult result) =>
        result.CompletionText == TerminalText.Sanitize(result.CompletionText, maxLength: null)
        && result.ListItemText == TerminalText.Sanitize(result.ListItemText, maxLength: null);

    /// <summary>Adds quotes, unless PowerShell parses the word unchanged in every position.</summary>
    private static string Quoted(string text)
    {
        bool isPlain = text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '+')
            && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '+' or ':');
        return isPlain ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
    }
}
