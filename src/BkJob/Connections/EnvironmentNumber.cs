using System.Globalization;

namespace BkJob;

/// <summary>Reads whole numbers from BKJOB_* environment variables.</summary>
internal static class EnvironmentNumber
{
    /// <summary>Reads a variable; null if it is not set or blank.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="min">The minimum.</param>
    /// <param name="message">The error for another value. It does not contain the value, which can be a secret in the wrong place.</param>
    /// <exception cref="BkJobException">The value is not a number, or too small.</exception>
    public static long? Read(string name, long min, string message) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is not { Length: > 0 } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= min ? number
        : throw ErrorRecords.InvalidValue(message, Messages.FormatAdviceEnvironmentVariable(name));
}
