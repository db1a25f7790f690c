namespace BkJob.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Part">The part to measure, or <see cref="All"/>.</param>
/// <param name="Folder">Where the page is that table and picture go into; null to print them alone.</param>
/// <param name="IsReal">Whether a wait of ten minutes is really waited.</param>
/// <param name="Complaint">What is wrong with the command line; null when nothing is.</param>
internal sealed record Options(string Part, string? Folder, bool IsReal, string? Complaint)
{
    public const string All = "all";
    public const string Core = "core";
    public const string Usage = """
        dotnet run -c Release --project tests/BkJob.Benchmarks                         measures all and prints the table
        dotnet run -c Release --project tests/BkJob.Benchmarks -- PART                 failed, pipeline, read, poll, growth, import, wait, limit,
                                                                                       logs, history or follow
        dotnet run -c Release --project tests/BkJob.Benchmarks -- wait --real          waits ten minutes in addition; also follow --real
        dotnet run -c Release --project tests/BkJob.Benchmarks -- all --write FOLDER   puts table and picture into performance.md there
        dotnet run -c Release --project tests/BkJob.Benchmarks -- core [ARGUMENTS]     BenchmarkDotNet, with its own arguments
        dotnet run -c Release --project tests/BkJob.Benchmarks -- soak [--minutes N | --seconds N] [--write FOLDER]
                                                                                       soak test of 10 minutes; FOLDER has reliability.md
        """;

    public static Options Read(IReadOnlyList<string> args, IEnumerable<string> parts)
    {
        string? folder = null;
        bool isReal = false;
        var words = new List<string>();
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i] == "--write" && i + 1 < args.Count)
            {
                folder = args[++i];
            }
            else if (args[i] == "--real")
            {
                isReal = true;
            }
            else
            {
                words.Add(args[i]);
            }
        }

        string part = words.FirstOrDefault(All);
        string? complaint =
            words.Find(word => word != All && !parts.Contains(word)) is { } unknown ? $"Can't understand '{unknown}'."
            : words.Count > 1 ? "One part at a time."
            : folder is not null && part != All ? "--write needs all parts: the table in the documentation is whole."
            : folder is not null && !File.Exists(Path.Combine(folder, Report.Page.Name)) ? $"There is no {Report.Page.Name} in {folder}."
            : null;
        return new Options(part, folder, isReal, complaint);
    }
}
