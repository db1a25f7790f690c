using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Takes host statuses by name and by any number: PowerShell alone refuses numbers that have no name, and newer servers send some.
/// </summary>
internal sealed class IpStatusTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is IEnumerable many and not string
            ? many.Cast<object>().SelectMany(Each).ToArray()
            : input is null ? null : Each(input).ToArray();
    }

    /// <summary>A text may be a list. The names and numbers in one would else become a single status of all their bits.</summary>
    private static IEnumerable<IpStatus> Each(object value)
    {
        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is string text ? text.Split(',', StringSplitOptions.TrimEntries).Select(One) : [One(plain)];
    }

    /// <summary>PowerShell alone would make 0 of a blank text.</summary>
    private static IpStatus One(object plain) =>
        plain is IpStatus status ? status
        : !string.IsNullOrWhiteSpace($"{plain}")
            && LanguagePrimitives.TryConvertTo(plain, CultureInfo.InvariantCulture, out decimal number)
            && IsCode(number) ? (IpStatus)(int)number
        : Enum.TryParse($"{plain}", ignoreCase: true, out IpStatus named) ? named
        : throw ErrorRecords.InvalidValue(
            Messages.FormatBadIpStatus(Argument.Quote(plain), string.Join(", ", Enum.GetNames<IpStatus>())));

    /// <summary>Whole, and not rounded to what it is not.</summary>
    private static bool IsCode(decimal number) => decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue;
}
