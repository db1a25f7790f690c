using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Reads a number of seconds, or a TimeSpan, within limits. PowerShell converts a blank text to 0, which has another meaning.
/// </summary>
/// <param name="min">The minimum.</param>
/// <param name="max">The maximum.</param>
internal sealed class SecondsAttribute(double min, double max) : ArgumentTransformationAttribute
{
    /// <summary>The maximum time of a .NET timer, slightly less than 50 days.</summary>
    public const double MaxTimerSeconds = 4_000_000;

    private const double Indefinite = -1;

    /// <summary>Whether -1 (or Timeout.InfiniteTimeSpan) means no limit.</summary>
    public bool AllowIndefinite { get; set; }

    /// <summary>Whether a fraction is rejected.</summary>
    public bool Whole { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isValid = TryRead(input, out double seconds)
            && ((AllowIndefinite && seconds == Indefinite) || (seconds >= min && seconds <= max))
            && (!Whole || double.IsInteger(seconds));
        return isValid ? seconds : throw ErrorRecords.InvalidValue(
            AllowIndefinite ? Messages.FormatBadTimeout(Argument.Quote(input), max)
            : Whole ? Messages.FormatBadWholeSeconds(Argument.Quote(input), min, max)
            : Messages.FormatBadSeconds(Argument.Quote(input), min, max));
    }

    private static bool TryRead(object? input, out double seconds)
    {
        seconds = 0;
        if (input is TimeSpan time || (input is string text && text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time)))
        {
            seconds = time == System.Threading.Timeout.InfiniteTimeSpan ? Indefinite : time.TotalSeconds;
            return true;
        }

        return Argument.IsNumeric(input)
            && LanguagePrimitives.TryConvertTo(input, CultureInfo.InvariantCulture, out seconds)
            && double.IsFinite(seconds);
    }
}
