using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Report;

namespace BkJob.Benchmarks.Parts;

/// <summary>What a session pays before its first response.</summary>
internal sealed class ImportPart : IPart
{
    private const int Rounds = 13;

    /// <inheritdoc/>
    public string Name => "import";

    /// <inheritdoc/>
    public async Task<Findings> MeasureAsync(BenchmarkHarness harness)
    {
        using var plain = new EmptyModule(hasViews: false);
        using var withViews = new EmptyModule(hasViews: true);
        Pwsh pwsh = harness.Pwsh;
        double[] imports = await InTurnAsync(
            () => pwsh.ImportAsync(Repository.Manifest),
            () => pwsh.ImportAsync(withViews.Manifest),
            () => pwsh.ImportAsync(plain.Manifest));
        string sameViews = $"empty module with the same views ({pwsh.Name})";
        var rows = new List<Row>
        {
            Row.AtMost("Import-Module", imports[0], imports[1], sameViews, Words.Milliseconds, most: 1.5),
            Row.AtMost("Import-Module", imports[0], imports[2], $"empty module ({pwsh.Name})", Words.Milliseconds, most: 2.5),
            await FirstRequestAsync(pwsh, harness.Server.Address),
            new Row("Size of the assemblies", Words.Bytes(SizeOfAssemblies()), "", "", "", null),
        };
        return new Findings(rows);
    }

    private static async Task<Row> FirstRequestAsync(Pwsh pwsh, Uri server)
    {
        double[] first = await InTurnAsync(() => pwsh.SendFirstRequestAsync(server), () => pwsh.InvokeFirstAsync(server));
        string other = $"first Invoke-RestMethod ({pwsh.Name})";
        return Row.AtMost("First Get-BkJobInstanceStatus of a session", first[0], first[1], other, Words.Milliseconds, most: 1);
    }

    private static long SizeOfAssemblies() => new DirectoryInfo(Repository.Module).EnumerateFiles("*.dll", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>Medians of several fresh processes of each kind, in turn.</summary>
    private static async Task<double[]> InTurnAsync(params IReadOnlyList<Func<Task<double>>> ways)
    {
        var readings = ways.Select(_ => new List<double>(Rounds)).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Count; way++)
            {
                readings[way].Add(await ways[way]());
            }
        }

        return [.. readings.Select(Median.Of)];
    }
}
