namespace BkJob.Demo;

/// <summary>The parsed command line: null for options that were not specified; Error is the message if it is not valid.</summary>
internal sealed record Options(string? Server = null, string? Command = null, bool IsShell = false, bool IsHelp = false, string? Error = null)
{
    public const string Usage = """
        Usage:
          dotnet run --project src/BkJob.Demo                            a tour on the embedded simulator
          dotnet run --project src/BkJob.Demo -- 'COMMAND'               runs COMMAND on the simulator
          dotnet run --project src/BkJob.Demo -- --shell                 an interactive PowerShell on the simulator
          dotnet run --project src/BkJob.Demo -- --server URL 'COMMAND'  runs COMMAND on a real server (credentials: BKJOB_* variables)
          dotnet run --project src/BkJob.Demo -- --help                  this text
        """;

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h" or "-?":
                    return options with { IsHelp = true };
                case "--shell":
                    options = options with { IsShell = true };
                    break;
                case "--server" when i + 1 < args.Length:
                    options = options with { Server = args[++i] };
                    break;
                case ['-', '-', ..]:
                    return options with { Error = args[i] == "--server" ? "--server requires an address." : $"'{args[i]}' is not a valid option." };
                default:
                    options = options with { Command = string.Join(' ', args[i..]) };
                    i = args.Length;
                    break;
            }
        }

        return options switch
        {
            { IsShell: true, Command: not null } => options with { Error = "Specify either --shell or a command." },
            { Server: not null, IsShell: false, Command: null } => options with { Error = "--server requires a command or --shell." },
            _ => options,
        };
    }
}
