using System.Collections;
using System.Text;

namespace BkJob.Starts;

/// <summary>Formats arrays in the syntax of the shell, in which Job stores and sends them (protocol-actions.md §4.2).</summary>
internal static class ShellArray
{
    /// <summary>Whether a text is an array in this syntax. It is passed unchanged: the shell parses it, not the module.</summary>
    public static bool IsArray(string text) => text.Trim() is ['(', .., ')'] && !text.Any(IsControl);

    /// <summary>Formats an indexed array, such as <c>("a" "b")</c>; null if an item is not a single line of text.</summary>
    public static string? TryFormat(IEnumerable items)
    {
        string?[] quoted = [.. items.Cast<object?>().Select(TryQuote)];
        return quoted.Contains(null) ? null : $"({string.Join(' ', quoted)})";
    }

    /// <summary>
    /// Formats an associative array, such as <c>(["k"]="v")</c>; null if a key or a value is not a single line of text, or a key is empty or
    /// exists twice.
    /// </summary>
    public static string? TryFormat(IDictionary items)
    {
        var parts = new List<string>(items.Count);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (DictionaryEntry item in items)
        {
            if (TryQuote(item.Key) is not { Length: > 2 } key || !keys.Add(key) || TryQuote(item.Value) is not { } value)
            {
                return null;
            }

            parts.Add($"[{key}]={value}");
        }

        return $"({string.Join(' ', parts)})";
    }

    // Within double quotes the shell interprets four characters. A line break would end the assignment on the way to the script.
    private static string? TryQuote(object? item)
    {
        if (VariableText.TryFormat(item) is not { } text || text.Any(IsControl))
        {
            return null;
        }

        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text)
        {
            if (c is '"' or '$' or '`' or '\\')
            {
                quoted.Append('\\');
            }

            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsControl(char c) => (char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029';
}
