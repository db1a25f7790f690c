using System.Globalization;

namespace BkJob.Benchmarks.Report;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">What it costs with BkJob.</param>
/// <param name="Other">What it is compared with, and what that costs.</param>
/// <param name="Ratio">The one against the other.</param>
/// <param name="Goal">What the ratio is to be; empty where none is set.</param>
/// <param name="Holds">Whether it is; null where none is set.</param>
internal sealed record Row(string What, string Ours, string Other, string Ratio, string Goal, bool? Holds)
{
    /// <summary>Two costs side by side, without a goal.</summary>
    public static Row Compare(string what, double ours, double other, string otherName, Func<double, string> unit) =>
        new(what, unit(ours), $"{unit(other)} {otherName}", Words.LessOrMore(ours, other), "", null);

    /// <summary>Ours must not cost more than so many times the other.</summary>
    public static Row AtMost(string what, double ours, double other, string otherName, Func<double, string> unit, double most) =>
        Compare(what, ours, other, otherName, unit) with
        {
            Ratio = Words.Times(ours / other),
            Goal = string.Create(CultureInfo.InvariantCulture, $"≤ {most}×"),
            Holds = ours / other <= most,
        };

    /// <summary>Ours must cost so many times less than the other.</summary>
    public static Row TimesLess(string what, double ours, double other, string otherName, Func<double, string> unit, double least) =>
        Compare(what, ours, other, otherName, unit) with
        {
            Goal = string.Create(CultureInfo.InvariantCulture, $"≥ {least}× less"),
            Holds = other / ours >= least,
        };

    /// <summary>Ours must stay the same as the other, within a quarter.</summary>
    public static Row Constant(string what, double ours, double other, string otherName, Func<double, string> unit) =>
        Compare(what, ours, other, otherName, unit) with
        {
            Ratio = Words.Times(ours / other),
            Goal = "0.75–1.25×",
            Holds = ours / other is >= 0.75 and <= 1.25,
        };

    /// <summary>Ours must stay under a bound that is no other way's cost.</summary>
    public static Row Under(string what, double ours, double bound, Func<double, string> unit, string other = "") =>
        new(what, unit(ours), other, "", $"≤ {unit(bound)}", ours <= bound);
}
