using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Refuses ids that are no whole numbers. PowerShell alone would round a fraction to the id of another job, and of a piped property that
/// it can't convert it would say nothing and ask without it.
/// </summary>
internal sealed class WholeNumbersAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        foreach (object? value in Plain(inputData) is IList many ? many.Cast<object?>() : [inputData])
        {
            if (!MayBeWhole(Plain(value)))
            {
                throw new ArgumentTransformationMetadataException(
                    Messages.FormatNoWholeNumber(Convert.ToString(Plain(value), CultureInfo.InvariantCulture)));
            }
        }

        return inputData;
    }

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>What is neither a text nor a fraction is left to PowerShell; so is a blank text.</summary>
    private static bool MayBeWhole(object? value) => value switch
    {
        string text => string.IsNullOrWhiteSpace(text) || long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        double number => double.IsInteger(number),
        float number => float.IsInteger(number),
        decimal number => decimal.IsInteger(number),
        _ => true,
    };
}
