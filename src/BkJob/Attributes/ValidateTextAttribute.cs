using System.Management.Automation;
using System.Text.RegularExpressions;

namespace BkJob;

/// <summary>
/// Accepts a text that consists of certain characters only. It becomes part of a path or a header, where a line break at its end, which the
/// $ of ValidatePattern accepts, would start another line.
/// </summary>
/// <param name="characters">The characters, as the content of a regular expression character class.</param>
/// <param name="description">The characters, described for a message.</param>
internal sealed class ValidateTextAttribute(string characters, string description) : ValidateArgumentsAttribute
{
    private readonly Regex _pattern = new($@"\A[{characters}]+\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        string text = arguments?.ToString() ?? "";
        if (!_pattern.IsMatch(text))
        {
            throw ErrorRecords.InvalidValue(Messages.FormatBadText(Argument.Quote(text), description));
        }
    }
}
