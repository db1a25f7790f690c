using System.Text;

namespace BkJob;

/// <summary>The text of a script as the server runs it.</summary>
internal static class ScriptText
{
    /// <summary>The maximum size in bytes (protocol-actions.md §4.3).</summary>
    private const int MaxBytes = 16_777_215;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file in UTF-8, or in UTF-16 with a byte order mark.</summary>
    /// <param name="path">The complete path.</param>
    /// <exception cref="BkJobException">It does not exist, is empty, too large, or not a text.</exception>
    public static string Read(string path)
    {
        string shown = TerminalText.Sanitize(path);
        try
        {
            if (!File.Exists(path))
            {
                throw ErrorRecords.InvalidValue(Messages.FormatScriptNotFound(shown), Messages.AdviceScriptFile);
            }

            long size = new FileInfo(path).Length;
            return size > 2L * MaxBytes
                ? throw ErrorRecords.InvalidValue(Messages.FormatScriptTooLarge(shown, size, MaxBytes), Messages.AdviceFileTooLarge)
                : Decode(File.ReadAllBytes(path)) ?? throw ErrorRecords.InvalidValue(Messages.FormatScriptBinary(shown), Messages.AdviceScriptFile);
        }
        catch (Exception e) when (FileSystemPath.IsFileError(e))
        {
            throw ErrorRecords.InvalidValue(Messages.FormatScriptNotReadable(shown, TerminalText.Sanitize(e.Message)), Messages.AdviceScriptFile);
        }
    }

    /// <summary>Prepares a text for a language, and checks its size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">The language.</param>
    /// <param name="name">The name of the script for errors.</param>
    /// <param name="advice">The recommended action if it is empty.</param>
    /// <exception cref="BkJobException">It is empty or too large.</exception>
    public static string Prepare(string text, ScriptLanguage language, string name, string advice)
    {
        name = TerminalText.Sanitize(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw ErrorRecords.InvalidValue(Messages.FormatScriptEmpty(name), advice);
        }

        // The server does not convert line ends, and an interpreter of Linux takes a carriage return as part of a command.
        string prepared = language is ScriptLanguage.Shell or ScriptLanguage.Perl or ScriptLanguage.Python
            ? text.ReplaceLineEndings("\n")
            : text;
        int size = Encoding.UTF8.GetByteCount(prepared);
        return size <= MaxBytes ? prepared : throw ErrorRecords.InvalidValue(Messages.FormatScriptTooLarge(name, size, MaxBytes), Messages.AdviceFileTooLarge);
    }

    /// <summary>The language of a file; null if its extension is not known.</summary>
    public static ScriptLanguage? GetLanguage(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SH" => ScriptLanguage.Shell,
        ".BAT" or ".CMD" => ScriptLanguage.Bat,
        ".PL" => ScriptLanguage.Perl,
        ".PY" => ScriptLanguage.Python,
        ".PS1" => ScriptLanguage.PowerShell,
        _ => null,
    };

    private static string? Decode(byte[] bytes)
    {
        try
        {
            string text = bytes switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                [0xEF, 0xBB, 0xBF, ..] => StrictUtf8.GetString(bytes, 3, bytes.Length - 3),
                _ => StrictUtf8.GetString(bytes),
            };
            return text.Contains('\0') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
