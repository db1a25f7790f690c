using System.Globalization;

namespace BkJob.Benchmarks.Soak;

/// <summary>The options of a soak test.</summary>
/// <param name="Duration">How long the load runs; what has started by then is completed.</param>
/// <param name="Page">The page that the figures are written into; null to print them only.</param>
internal sealed record SoakOptions(TimeSpan Duration, string? Page)
{
    /// <summary>The argument that selects the soak test.</summary>
    public const string Word = "soak";

    /// <summary>The duration below which the process is still warming up, so that a comparison of its ends proves nothing.</summary>
    private static readonly TimeSpan ShortestCompared = TimeSpan.FromMinutes(5);

    /// <summary>The duration of a full run.</summary>
    private static readonly TimeSpan Full = TimeSpan.FromMinutes(10);

    /// <summary>Whether the growth of memory, handles and threads is checked.</summary>
    public bool IsCompared => Duration >= ShortestCompared;

    /// <summary>The factor by which the jobs of a short run are shorter than those of a full run.</summary>
    public double Scale => Math.Clamp(Duration / Full, 0.05, 1);

    /// <summary>Reads the arguments.</summary>
    /// <returns>The options; null if the arguments are not valid.</returns>
    public static SoakOptions? Read(IReadOnlyList<string> args)
    {
        var options = new SoakOptions(Full, null);
        for (int i = 0; i < args.Count; i += 2)
        {
            string? value = args.ElementAtOrDefault(i + 1);
            if (args[i] == "--write" && value is not null && File.Exists(Path.Combine(value, SoakReport.PageName)))
            {
                options = options with { Page = Path.Combine(value, SoakReport.PageName) };
            }
            else if (args[i] is "--minutes" or "--seconds"
                && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number > 0)
            {
                options = options with { Duration = args[i] == "--minutes" ? TimeSpan.FromMinutes(number) : TimeSpan.FromSeconds(number) };
            }
            else
            {
                return null;
            }
        }

        return options;
    }
}
