using System.Globalization;

namespace BkJob;

/// <summary>Helpers of the attributes that read numbers.</summary>
internal static class Argument
{
    /// <summary>Whether a value can be read as a number: PowerShell also converts a blank text, a bool or an enum.</summary>
    public static bool IsNumeric(object? value) =>
        value is string text ? !string.IsNullOrWhiteSpace(text) : value is not null && IdNumber.IsNumber(value);

    /// <summary>Formats a value for a message.</summary>
    public static string Quote(object? value)
    {
        const int MaxLength = 60;
        string text = TerminalText.Sanitize(Convert.ToString(value, CultureInfo.InvariantCulture));
        return text.Length > MaxLength ? text[..MaxLength] + "…" : text;
    }
}
