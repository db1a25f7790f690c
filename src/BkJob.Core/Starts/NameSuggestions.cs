namespace BkJob.Starts;

/// <summary>Finds the names that a user may have meant.</summary>
internal static class NameSuggestions
{
    private const int MaxSuggestions = 3;

    /// <summary>The known names that are similar to a name, the nearest first.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> known)
    {
        string wanted = Normalize(name);
        IEnumerable<string> similar =
            from candidate in known
            let distance = GetDistance(wanted, Normalize(candidate))
            where distance is not null
            orderby distance
            select candidate;
        return [.. similar.Take(MaxSuggestions)];
    }

    // host_list, HostList and host-list differ in style only.
    private static string Normalize(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The distance of similar names: 0 for equal ones; null for names that are not similar.</summary>
    private static int? GetDistance(string wanted, string candidate)
    {
        if (wanted.Length == 0 || candidate.Length == 0)
        {
            return null;
        }

        int max = Math.Max(1, Math.Min(wanted.Length, candidate.Length) / 3);
        int edits = CountEdits(wanted, candidate);
        return edits <= max ? edits
            : Math.Min(wanted.Length, candidate.Length) > 2 && (candidate.Contains(wanted) || wanted.Contains(candidate)) ? edits
            : null;
    }

    /// <summary>How many characters have to be inserted, removed, replaced, or exchanged with their neighbour.</summary>
    private static int CountEdits(string first, string second)
    {
        int[,] edits = new int[first.Length + 1, second.Length + 1];
        for (int i = 0; i <= first.Length; i++)
        {
            for (int j = 0; j <= second.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[first.Length, second.Length];
    }
}
