using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Accepts host statuses by name and by any number: PowerShell rejects numbers without a name, and newer servers send some.
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

    /// <summary>Splits a text that is a list. Otherwise its names and numbers would become a single status with all their bits.</summary>
    private static IEnumerable<IpStatus> Each(object value)
    {
        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is string text ? text.Split(',', StringSplitOptions.TrimEntries).Select(One) : [One(plain)];
    }

    /// <summary>Rejects a blank text, which PowerShell converts to 0.</summary>
    private static IpStatus One(object plain) =>
        plain is IpStatus status ? status
        : !string.IsNullOrWhiteSpace($"{plain}")
            && LanguagePrimitives.TryConvertTo(plain, CultureInfo.InvariantCulture, out decimal number)
            && IsCode(number) ? (IpStatus)(int)number
        : Enum.TryParse($"{plain}", ignoreCase: true, out IpStatus named) ? named
        : throw ErrorRecords.InvalidValue(
            Messages.FormatBadIpStatus(Argument.Quote(plain), string.Join(", ", Enum.GetNames<IpStatus>())));

    /// <summary>Whether a number is an integer. A fraction must not be rounded to another status.</summary>
    private static bool IsCode(decimal number) => decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue;
}
