using System.Globalization;
using System.Numerics;

namespace BkJob.Starts;

/// <summary>Reads whole numbers of input. A fraction is not rounded, and a bool, a char and an enum are not numbers.</summary>
internal static class WholeNumber
{
    /// <summary>Reads a number, or its digits; null for anything else.</summary>
    public static long? TryRead(object? value) => value switch
    {
        Enum => null,
        string text => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long digits) ? digits : null,
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger => FromNumber(value),
        _ => null,
    };

    private static long? FromNumber(object number)
    {
        if (number is BigInteger large)
        {
            return large >= long.MinValue && large <= long.MaxValue ? (long)large : null;
        }

        try
        {
            decimal exact = Convert.ToDecimal(number, CultureInfo.InvariantCulture);
            return decimal.IsInteger(exact) && exact >= long.MinValue && exact <= long.MaxValue ? (long)exact : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
