using System.Management.Automation;

namespace BkJob;

/// <summary>Creates wildcard patterns of parameters.</summary>
internal static class Wildcards
{
    /// <summary>Creates a pattern that ignores case.</summary>
    /// <exception cref="BkJobException">It is not a valid pattern, such as one with an opening bracket alone.</exception>
    public static WildcardPattern Create(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase);
        try
        {
            // A pattern is validated by its first use.
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            throw ErrorRecords.InvalidValue(Messages.FormatBadWildcard(Argument.Quote(text)), Messages.AdviceWildcard);
        }
    }
}
