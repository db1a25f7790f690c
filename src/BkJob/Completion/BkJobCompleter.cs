using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace BkJob.Completers;

/// <summary>
/// Completes a parameter from what is known here: it asks no server, since nobody can interrupt a Tab that hangs, and it never fails.
/// </summary>
public abstract class BkJobCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            // Somebody who has typed a quote means what follows it.
            return [.. Complete((wordToComplete ?? "").Trim('\'', '"'), fakeBoundParameters ?? new Hashtable())];
        }
        catch (Exception)
        {
            // An error in the middle of a line that is being typed helps nobody.
            return [];
        }
    }

    /// <summary>What the word can become.</summary>
    /// <param name="word">What is there of it, without quotes.</param>
    /// <param name="bound">The other parameters, as far as they are known before the line runs.</param>
    private protected abstract IEnumerable<CompletionResult> Complete(string word, IDictionary bound);

    /// <summary>One that the word can become.</summary>
    /// <param name="text">The text, without quotes.</param>
    /// <param name="toolTip">What is said about it; the text itself when empty.</param>
    private protected static CompletionResult Result(string text, string toolTip) =>
        new(Quoted(text), text, CompletionResultType.ParameterValue, toolTip.Length > 0 ? toolTip : text);

    /// <summary>The numbers that another parameter has; null where it has none.</summary>
    private protected static long[]? Numbers(IDictionary bound, string parameter) =>
        bound[parameter] is { } given
        && LanguagePrimitives.TryConvertTo(given, CultureInfo.InvariantCulture, out long[] numbers)
        && numbers.Length > 0
            ? numbers
            : null;

    private protected static bool Begins(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>In quotes, unless it is a word that PowerShell takes as it is wherever it stands.</summary>
    private static string Quoted(string text)
    {
        bool isPlain = text.Length > 0 && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '+')
            && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '+' or ':');
        return isPlain ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
    }
}
