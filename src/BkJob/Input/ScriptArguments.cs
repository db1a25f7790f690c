using System.Management.Automation.Language;

namespace BkJob;

/// <summary>
/// The arguments of a script. The server passes one text to the interpreter, so each argument that contains a space or a special character
/// is quoted, and arrives as one argument. What can't be quoted is an error: the interpreter could execute it.
/// </summary>
internal static class ScriptArguments
{
    /// <summary>Characters without a meaning in any interpreter.</summary>
    private const string PlainCharacters = "_./:+-";

    /// <summary>Characters without a meaning in sh. In cmd, = and , separate arguments; in PowerShell, @ and , are operators.</summary>
    private const string PlainInShell = "=@,%";

    /// <summary>Characters that no interpreter executes, although they may separate arguments.</summary>
    private const string HarmlessCharacters = PlainCharacters + "=@,";

    /// <summary>cmd replaces variables before it processes quotes.</summary>
    private const string ExpandedByCmd = "%!";

    /// <summary>Joins arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="language">The language of the script; null if it is not known.</param>
    /// <exception cref="BkJobException">
    /// An argument contains a line break, which the server replaces with a space, or can't be quoted for the language.
    /// </exception>
    public static string Join(IEnumerable<string> arguments, ScriptLanguage? language) =>
        string.Join(' ', arguments.Select(argument => Quote(argument, language)));

    private static string Quote(string argument, ScriptLanguage? language) =>
        argument.AsSpan().ContainsAny('\r', '\n', '\0')
            ? throw ErrorRecords.InvalidValue(Messages.FormatArgumentWithLineBreak(Argument.Quote(argument)), Messages.AdviceArguments)
            : language switch
            {
                null => QuoteForUnknown(argument),
                ScriptLanguage.Bat => QuoteForCmd(argument),
                ScriptLanguage.PowerShell => IsPlain(argument, PlainCharacters) ? argument
                    : $"'{CodeGeneration.EscapeSingleQuotedStringContent(argument)}'",
                _ => IsPlain(argument, PlainCharacters + PlainInShell) ? argument
                    : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'",
            };

    private static string QuoteForCmd(string argument) =>
        argument.AsSpan().ContainsAny(ExpandedByCmd)
            ? throw ErrorRecords.InvalidValue(Messages.FormatArgumentExpandedByCmd(Argument.Quote(argument)), Messages.AdviceArgumentUnchanged)
            : IsPlain(argument, PlainCharacters) ? argument
            : $"\"{argument.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string QuoteForUnknown(string argument) =>
        argument.All(char.IsAscii) && IsPlain(argument, HarmlessCharacters)
            ? argument
            : throw ErrorRecords.InvalidValue(Messages.FormatArgumentOfUnknownLanguage(Argument.Quote(argument)), Messages.AdviceArgumentLanguage);

    private static bool IsPlain(string argument, string plainCharacters) =>
        argument.Length > 0 && argument.All(character => char.IsLetterOrDigit(character) || plainCharacters.Contains(character));
}
