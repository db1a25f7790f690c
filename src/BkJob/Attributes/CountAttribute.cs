using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>Reads a whole number within limits. PowerShell rounds a fraction, and converts a blank text to 0 and true to 1.</summary>
/// <param name="min">The minimum.</param>
/// <param name="max">The maximum.</param>
internal sealed class CountAttribute(long min, long max) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return Argument.IsNumeric(input)
            && LanguagePrimitives.TryConvertTo(input, CultureInfo.InvariantCulture, out decimal number)
            && decimal.IsInteger(number) && number >= min && number <= max
                ? (long)number
                : throw ErrorRecords.InvalidValue(Messages.FormatBadCount(Argument.Quote(input), min, max));
    }
}
