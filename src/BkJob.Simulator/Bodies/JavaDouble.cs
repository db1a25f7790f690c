using System.Globalization;

namespace BkJob.Simulator.Bodies;

/// <summary>Formats a double like Java: 0.0, 3.169, and from ten million 1.0E7.</summary>
internal static class JavaDouble
{
    public static string Format(double value)
    {
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var sign = value < 0 ? "-" : "";
        return sign + (value == 0 ? "0.0" : Math.Abs(value) is >= 1e-3 and < 1e7 ? Plain(text) : Scientific(text));
    }

    private static string Plain(string text) => text.Contains('.') ? text : text + ".0";

    private static string Scientific(string text)
    {
        // .NET uses an exponent for other values than Java, so the digits are split and reassembled.
        var parts = text.Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.');
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        exponent += (point < 0 ? all.Length : point) - 1 - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return $"{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
    }
}
