using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace BkJob;

/// <summary>
/// Reads IDs: whole numbers of 1 or more. PowerShell rounds a fraction to the ID of another job, and converts a blank text to 0 and true to
/// 1.
/// </summary>
internal static class IdNumber
{
    /// <summary>Reads the ID of a job instance.</summary>
    /// <exception cref="BkJobException">It is not a valid ID.</exception>
    public static long ReadJob(object? value) => IsBlank(value)
        ? throw ErrorRecords.InvalidValue(Messages.BlankId)
        : Read(value, quoted => Messages.FormatBadId(quoted));

    /// <summary>Reads the ID of a business; null for null and blank.</summary>
    /// <exception cref="BkJobException">It is not a valid ID.</exception>
    public static long? ReadBusiness(object? value) =>
        IsBlank(value) ? null : Read(value, quoted => Messages.FormatBadBizId(quoted));

    /// <summary>Reads the IDs of steps; null for null and blank.</summary>
    /// <exception cref="BkJobException">One of them is not a valid ID.</exception>
    public static long[]? ReadSteps(object? value) =>
        IsBlank(value) ? null
        : Unwrap(value) is IList list ? [.. list.Cast<object?>().Select(ReadStep)]
        : [ReadStep(value)];

    /// <summary>Reads the ID of a job plan.</summary>
    /// <exception cref="BkJobException">It is not a valid ID.</exception>
    public static long ReadPlan(object? value) => Read(value, quoted => Messages.FormatBadPlanId(quoted));

    private static long ReadStep(object? value) => Read(value, quoted => Messages.FormatBadStepId(quoted));

    private static long Read(object? value, Func<string, string> describe) =>
        !IsBlank(value) && TryRead(Unwrap(value)!, out long id) && id > 0 ? id
        : throw ErrorRecords.InvalidValue(describe(Argument.Quote(Unwrap(value))));

    /// <summary>Whether a value is null, empty or blank.</summary>
    public static bool IsBlank(object? value) => Unwrap(value) is null || (Unwrap(value) is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Whether a value is a number. An enum, a bool and a char are not, though PowerShell converts them.</summary>
    public static bool IsNumber(object value) => value is not Enum
        && value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger;

    private static bool TryRead(object value, out long id)
    {
        id = 0;
        return value is string text ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out id)
            : IsNumber(value) && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out decimal number)
                && decimal.IsInteger(number) && LanguagePrimitives.TryConvertTo(number, CultureInfo.InvariantCulture, out id);
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
