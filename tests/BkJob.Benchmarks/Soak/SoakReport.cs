using System.Globalization;
using System.Text;
using BkJob.Benchmarks.Report;

namespace BkJob.Benchmarks.Soak;

/// <summary>The figures of a run, and whether the limits hold.</summary>
internal sealed class SoakReport
{
    /// <summary>The page with the figures.</summary>
    public const string PageName = "reliability.md";

    /// <summary>The first part of a run: code is compiled, and the sessions, which all begin at once, have not spread out yet.</summary>
    private const int WarmUpParts = 3;
    private const int Quarters = 4;

    private readonly StringBuilder _text = new();

    public SoakReport(
        SoakOptions options,
        IReadOnlyList<Sample> samples,
        Totals totals,
        IReadOnlyDictionary<string, int> starts,
        (long Requests, IReadOnlyDictionary<string, long> Affected) faults,
        int violations)
    {
        Holds = violations == 0;
        AppendLine($"{Machine.Describe("hosted PowerShell")}, {Number(options.Duration.TotalSeconds)} s.");
        AppendLine("");
        AppendComparison(options, samples);
        AppendLine("");
        AppendLine("| what | count |");
        AppendLine("|---|---|");
        AppendRow("requests", faults.Requests);
        AppendRow("responses with a fault", faults.Affected.Values.Sum());
        foreach ((string name, long count) in faults.Affected)
        {
            AppendRow($"— {name}", count);
        }

        AppendRow("jobs returned by waits", totals.Waited);
        AppendRow("jobs followed to the end", totals.Followed);
        AppendRow("lines written", totals.Lines);
        AppendRow("starts", totals.Started);
        foreach ((string report, int count) in starts)
        {
            AppendRow($"— reported as {report}", count);
        }

        AppendRow("violations", violations);
    }

    /// <summary>Whether nothing was violated, and nothing has grown.</summary>
    public bool Holds { get; private set; }

    /// <summary>The figures, in Markdown.</summary>
    public string Text => _text.ToString();

    /// <summary>Writes the figures into the page.</summary>
    public void Write(string page) => File.WriteAllText(page, Page.With(File.ReadAllText(page), Text));

    private void AppendComparison(SoakOptions options, IReadOnlyList<Sample> samples)
    {
        Sample[] warm = [.. samples.Skip(samples.Count / WarmUpParts)];
        int size = Math.Max(1, warm.Length / Quarters);
        (Sample first, Sample last) = (Sample.MedianOf(warm[..size]), Sample.MedianOf(warm[^size..]));
        AppendLine("| median | first quarter | last quarter | growth | limit | holds |");
        AppendLine("|---|---|---|---|---|---|");
        Compare("live objects", first.Heap, last.Heap, Words.Bytes, smallest: 4 << 20);
        Compare("working set", first.WorkingSet, last.WorkingSet, Words.Bytes, smallest: 32 << 20);
        Compare("handles", first.Handles, last.Handles, Number, smallest: 20);
        Compare("threads", first.Threads, last.Threads, Number, smallest: 8);
        AppendLine($"| jobs waited for at a time | {Number(first.Waiting)} | {Number(last.Waiting)} | | | |");
        AppendLine($"| logs followed at a time | {Number(first.Following)} | {Number(last.Following)} | | | |");

        void Compare(string what, double before, double after, Func<double, string> format, double smallest)
        {
            // A tenth, or what varies from one sample to the next.
            double limit = Math.Max(before / 10, smallest);
            bool holds = after - before <= limit;
            Holds &= holds || !options.IsCompared;
            string growth = (after < before ? "−" : "") + format(Math.Abs(after - before));
            string verdict = !options.IsCompared ? "too short" : holds ? "yes" : "NO";
            AppendLine($"| {what} | {format(before)} | {format(after)} | {growth} | {format(limit)} | {verdict} |");
        }
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private void AppendRow(string what, long count) => AppendLine($"| {what} | {Words.Count(count)} |");

    private void AppendLine(string line) => _text.Append(line).Append('\n');
}
