namespace BkJob.Simulator.Job;

/// <summary>A filter by name: the condition LIKE of the database, in which % and _ of the text are wildcards.</summary>
internal static class LikePattern
{
    /// <summary>True if a name contains the text, ignoring case; for null, always.</summary>
    public static bool Matches(string? text, string name)
    {
        var pattern = $"%{text}%".ToUpperInvariant();
        return text is null || IsMatch(pattern, name.ToUpperInvariant());
    }

    // A % matches anything: after a mismatch, the last one takes one more character.
    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (at, place) = (0, 0);
        var (wildcard, taken) = (-1, 0);
        while (place < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '%')
            {
                (wildcard, taken) = (at++, place);
            }
            else if (at < pattern.Length && (pattern[at] == '_' || pattern[at] == name[place]))
            {
                at++;
                place++;
            }
            else if (wildcard >= 0)
            {
                at = wildcard + 1;
                place = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].Trim('%').IsEmpty;
    }
}
