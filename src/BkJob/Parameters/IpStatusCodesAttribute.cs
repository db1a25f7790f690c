using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Takes host statuses by name and by any number: PowerShell alone refuses numbers that have no name, and newer servers send some.
/// </summary>
internal sealed class IpStatusCodesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is IEnumerable many and not string
            ? many.Cast<object>().Select(One).ToArray()
            : input is null ? null : new[] { One(input) };
    }

    private static IpStatus One(object value)
    {
        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is IpStatus status ? status
            : LanguagePrimitives.TryConvertTo(plain, CultureInfo.InvariantCulture, out decimal number) && IsCode(number) ? (IpStatus)(int)number
            : Enum.TryParse(plain.ToString(), ignoreCase: true, out IpStatus named) ? named
            : throw new ArgumentTransformationMetadataException(
                Messages.FormatBadIpStatus(plain, string.Join(", ", Enum.GetNames<IpStatus>())));
    }

    /// <summary>Whole, and not rounded to what it is not.</summary>
    private static bool IsCode(decimal number) => decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue;
}
