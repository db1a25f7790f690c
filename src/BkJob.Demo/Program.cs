using System.Text;
using BkJob.Demo;
using BkJob.Simulator;

var options = Options.Parse(args);
if (options.IsHelp || options.Error is not null)
{
    TextWriter output = options.IsHelp ? Console.Out : Console.Error;
    output.WriteLine(options.IsHelp ? Options.Usage : $"{options.Error}\n{Options.Usage}");
    return options.IsHelp ? 0 : 2;
}

Console.OutputEncoding = Encoding.UTF8;
Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

// Error views colour even redirected output.
Environment.SetEnvironmentVariable("NO_COLOR", Console.IsOutputRedirected ? "1" : Environment.GetEnvironmentVariable("NO_COLOR"));

// Ctrl+C is for the command that PowerShell runs; the simulator stays until PowerShell exits.
Console.CancelKeyPress += (_, e) => e.Cancel = true;

if (options.Server is not null)
{
    Environment.SetEnvironmentVariable("BKJOB_SERVER", options.Server);
    return await Shell.RunAsync(GetArguments(options));
}

// A variable that points to a real server must not lead the demo there.
foreach (string name in Environment.GetEnvironmentVariables().Keys.OfType<string>().Where(name => name.StartsWith("BKJOB_", StringComparison.OrdinalIgnoreCase)))
{
    Environment.SetEnvironmentVariable(name, null);
}

var settings = new SimulatorOptions();
await using SimulatorServer simulator = await SimulatorServer.StartAsync(settings);
Environment.SetEnvironmentVariable("BKJOB_SERVER", simulator.Address.ToString().TrimEnd('/'));
Environment.SetEnvironmentVariable("BKJOB_APP_CODE", settings.AppCode);
Environment.SetEnvironmentVariable("BKJOB_APP_SECRET", settings.AppSecret);
Environment.SetEnvironmentVariable("BKJOB_USERNAME", settings.UserName);
Environment.SetEnvironmentVariable("BKJOB_BIZ_ID", "1");
return await Shell.RunAsync(GetArguments(options));

static string[] GetArguments(Options options)
{
    const string Greeting = """
        "BkJob $((Get-Module BkJob).Version) is connected to $env:BKJOB_SERVER, business $env:BKJOB_BIZ_ID."
        'Try: Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed'
        'Get-Help about_BkJob describes the rest; exit ends the session.'
        """;
    string import = $"Import-Module '{Shell.Manifest.Replace("'", "''", StringComparison.Ordinal)}'";
    return options switch
    {
        { IsShell: true } => ["-NoProfile", "-NoLogo", "-NoExit", "-Command", $"{import}; {Greeting}"],
        { Command: { } command } => ["-NoProfile", "-NoLogo", "-Command", $"{import}; {command}"],
        _ => ["-NoProfile", "-NoLogo", "-File", Path.Combine(AppContext.BaseDirectory, "tour.ps1"), "-Module", Shell.Manifest],
    };
}
