namespace BkJob;

/// <summary>
/// The arguments of a script. The server passes one text to the interpreter, so each argument that contains a space or a special character
/// is quoted, and arrives as one argument.
/// </summary>
internal static class ScriptArguments
{
    private const string PlainCharacters = "_./:=@%+,-";

    /// <summary>Joins arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="language">The language of the script; null for a script of the server.</param>
    /// <exception cref="BkJobException">An argument contains a line break, which the server replaces with a space.</exception>
    public static string Join(IEnumerable<string> arguments, ScriptLanguage? language) =>
        string.Join(' ', arguments.Select(argument => Quote(argument, language)));

    private static string Quote(string argument, ScriptLanguage? language) =>
        argument.AsSpan().ContainsAny('\r', '\n') ? throw ErrorRecords.InvalidValue(Messages.FormatArgumentWithLineBreak(Argument.Quote(argument)), Messages.AdviceArguments)
        : IsPlain(argument) ? argument
        : language switch
        {
            ScriptLanguage.Bat => $"\"{argument.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            ScriptLanguage.PowerShell => $"'{argument.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'",
        };

    private static bool IsPlain(string argument) =>
        argument.Length > 0 && argument.All(character => char.IsLetterOrDigit(character) || PlainCharacters.Contains(character));
}
