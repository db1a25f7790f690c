namespace BkJob.Demo;

/// <summary>The parsed command line.</summary>
/// <param name="Server">The address of a real server; null for the simulator.</param>
/// <param name="Command">The command to run; null for the tour or the shell.</param>
/// <param name="IsShell">Whether to open an interactive PowerShell.</param>
/// <param name="IsHelp">Whether to print the usage.</param>
/// <param name="Error">Why the command line is not valid; null if it is.</param>
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
                case "--server":
                    return options with { Error = "--server requires the address of a server." };
                case ['-', '-', ..]:
                    return options with { Error = $"'{args[i]}' is not a valid option." };
                default:
                    return (options with { Command = string.Join(' ', args[i..]) }).Validate();
            }
        }

        return options.Validate();
    }

    private Options Validate() => this switch
    {
        { IsShell: true, Command: not null } => this with { Error = "Specify either --shell or a command." },
        { Server: not null, IsShell: false, Command: null } => this with { Error = "--server requires a command or --shell." },
        _ => this,
    };
}
