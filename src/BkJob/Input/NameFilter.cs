using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Selects by name. The server finds a part of a name, in which <c>%</c>, <c>_</c> and <c>\</c> have a meaning of their own (SQL LIKE), so
/// it gets only a part without them, and the rest is done here.
/// </summary>
/// <param name="name">A name, or a pattern; case is ignored. A name with brackets is also a pattern that it does not match itself.</param>
/// <exception cref="BkJobException">It is not a valid pattern.</exception>
internal sealed class NameFilter(string name)
{
    private readonly WildcardPattern? _pattern = WildcardPattern.ContainsWildcardCharacters(name) ? Wildcards.Create(name) : null;

    /// <summary>Whether it is a whole name, which must exist.</summary>
    public bool IsLiteral => _pattern is null;

    /// <summary>The longest part of the name that the server can look for; null if there is none.</summary>
    public string? Part { get; } = FindPart(name);

    /// <summary>Whether a name is selected.</summary>
    public bool IsMatch(string candidate) =>
        candidate.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (_pattern?.IsMatch(candidate) ?? candidate.Equals(WildcardPattern.Unescape(name), StringComparison.OrdinalIgnoreCase));

    private static string? FindPart(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            // A backtick is an escape, or part of the name: a part beside it occurs in both.
            string part = WildcardPattern.Unescape(name) == name ? name : name.Split('`', '[', ']', '*', '?').MaxBy(part => part.Length)!.Trim();
            return part.Length == 0 || part.AsSpan().ContainsAny(LikeCharacters) ? null : part;
        }

        // An escaped character or a set ([ab]) ends the part: they can't be split at single characters.
        return name.Contains('[') || name.Contains('`') || name.AsSpan().ContainsAny(LikeCharacters)
            ? null
            : name.Split('*', '?').MaxBy(part => part.Length) is { Length: > 0 } longest ? longest : null;
    }

    private const string LikeCharacters = @"%_\";
}
