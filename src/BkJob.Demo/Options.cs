namespace BkJob.Demo;

/// <summary>What the command line asks for.</summary>
/// <param name="Server">A real server; null for the simulator.</param>
/// <param name="Line">What to run; null for the tour.</param>
/// <param name="UsesInstalled">Whether the module is the one on PSModulePath and not the one that was built here.</param>
/// <param name="Complaint">What is wrong with the command line; null when nothing is.</param>
internal sealed record Options(string? Server, string? Line, bool UsesInstalled, string? Complaint = null)
{
    public const string Usage = """
        dotnet run --project src/BkJob.Demo                            a tour on the built-in simulator
        dotnet run --project src/BkJob.Demo -- 'COMMAND'               runs COMMAND on the simulator
        dotnet run --project src/BkJob.Demo -- --server URL 'COMMAND'  runs COMMAND on a real server, with the BKJOB_* variables
        --installed in front of these takes the BkJob on PSModulePath, not the one built here
        """;

    public static Options Read(string[] args)
    {
        string? server = null;
        bool usesInstalled = false;
        var words = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--server")
            {
                if (++i == args.Length)
                {
                    return new Options(null, null, usesInstalled, "--server needs the address of a server behind it.");
                }

                server = args[i];
            }
            else if (args[i] == "--installed" && words.Count == 0)
            {
                usesInstalled = true;
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && words.Count == 0)
            {
                return new Options(null, null, usesInstalled, $"There is no option {args[i]}.");
            }
            else
            {
                words.Add(args[i]);
            }
        }

        string? line = words.Count > 0 ? string.Join(' ', words) : null;
        string? complaint = server is not null && line is null ? "With --server, say what to run." : null;
        return new Options(server, line, usesInstalled, complaint);
    }
}
