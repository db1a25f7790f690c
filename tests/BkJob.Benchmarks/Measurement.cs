using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Parts;
using BkJob.Benchmarks.Report;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks;

/// <summary>Measures parts, prints the table, and writes it into the documentation when that was asked for.</summary>
internal static class Measurement
{
    public static async Task RunAsync(IEnumerable<IPart> parts, Options options)
    {
        using ServerProcess server = await ServerProcess.StartAsync();
        Pwsh pwsh = await Pwsh.CreateAsync();
        var harness = new BenchmarkHarness(server, pwsh, new HostedEngine(), options.IsReal);
        var findings = new List<Findings>();
        foreach (IPart part in parts)
        {
            Console.Error.WriteLine($"Measuring: {part.Name} …");
            findings.Add(await part.MeasureAsync(harness));
        }

        string report = Machine.Describe(pwsh.Name) + ".\n\n" + Table.Of(findings.SelectMany(found => found.Rows));
        Console.WriteLine();
        Console.WriteLine(report);
        if (options.Folder is { } folder)
        {
            Write(folder, report, [.. findings.SelectMany(found => found.Panels)]);
        }
    }

    private static void Write(string folder, string report, IReadOnlyList<Panel> panels)
    {
        string page = Path.Combine(folder, Page.Name);
        File.WriteAllText(page, Page.With(File.ReadAllText(page), report));
        File.WriteAllText(Path.Combine(folder, Page.PictureName), Picture.Of(panels));
        Console.WriteLine($"Written to {Page.Name} and {Page.PictureName} in {folder}.");
    }
}
