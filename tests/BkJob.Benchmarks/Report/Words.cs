using System.Globalization;

namespace BkJob.Benchmarks.Report;

/// <summary>Numbers as a reader wants them: three digits that count, with a unit.</summary>
internal static class Words
{
    private const double Kilo = 1024;

    public static string Milliseconds(double value) => value < 1 ? $"{Digits(value * 1000)} µs" : $"{Digits(value)} ms";

    public static string Bytes(double value) =>
        value < Kilo ? $"{Digits(value)} B"
        : value < Kilo * Kilo ? $"{Digits(value / Kilo)} KB"
        : $"{Digits(value / Kilo / Kilo)} MB";

    public static string Times(double value) => $"{Digits(value)}×";

    /// <summary>How much less or more the first is than the second.</summary>
    public static string LessOrMore(double first, double second) =>
        first <= second ? $"{Times(second / first)} less" : $"{Times(first / second)} more";

    public static string Percent(double share) => $"{Digits(share * 100)}%";

    /// <summary>Thousands apart by a space.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    public static string Hosts(int count) => count == 1 ? "1 host" : $"{Count(count)} hosts";

    public static string Digits(double value)
    {
        double size = Math.Abs(value);
        string format = size < 10 ? "0.##" : size < 100 ? "0.#" : "0";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
