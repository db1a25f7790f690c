using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Accepts statuses by name and by any number: PowerShell rejects numbers without a name, and newer servers send some.
/// </summary>
/// <typeparam name="T">The enum of the status.</typeparam>
internal abstract class StatusTransformAttribute<T> : ArgumentTransformationAttribute
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return input is IEnumerable many and not string
            ? many.Cast<object>().SelectMany(Each).ToArray()
            : input is null ? null : Each(input).ToArray();
    }

    /// <summary>The message for a value that is not a status.</summary>
    private protected abstract string Describe(string quoted, string names);

    /// <summary>Splits a text that is a list. Otherwise its names and numbers would become a single status with all their bits.</summary>
    private IEnumerable<T> Each(object value)
    {
        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is string text ? text.Split(',', StringSplitOptions.TrimEntries).Select(One) : [One(plain)];
    }

    /// <summary>Rejects a blank text, which PowerShell converts to 0.</summary>
    private T One(object plain) =>
        plain is T status ? status
        : !string.IsNullOrWhiteSpace($"{plain}")
            && LanguagePrimitives.TryConvertTo(plain, CultureInfo.InvariantCulture, out decimal number)
            && IsCode(number) ? (T)Enum.ToObject(typeof(T), (int)number)
        : Enum.TryParse($"{plain}", ignoreCase: true, out T named) ? named
        : throw ErrorRecords.InvalidValue(Describe(Argument.Quote(plain), string.Join(", ", Enum.GetNames<T>())));

    /// <summary>Whether a number is an integer. A fraction must not be rounded to another status.</summary>
    private static bool IsCode(decimal number) => decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue;
}
