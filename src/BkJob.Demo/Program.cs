using System.Collections;
using System.Text;
using BkJob.Demo;
using BkJob.Simulator;

var options = Options.Parse(args);
if (options.IsHelp)
{
    Console.WriteLine(Options.Usage);
    return 0;
}

if (options.Error is not null)
{
    Console.Error.WriteLine(options.Error);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
if (Console.IsOutputRedirected)
{
    // Error views colour even redirected output.
    Environment.SetEnvironmentVariable("NO_COLOR", "1");
}

// Ctrl+C is for the command that PowerShell runs; the simulator stays until PowerShell exits.
Console.CancelKeyPress += (_, e) => e.Cancel = true;

if (options.Server is not null)
{
    Environment.SetEnvironmentVariable("BKJOB_SERVER", options.Server);
    return await Shell.RunAsync(GetArguments(options, options.Server));
}

var settings = new SimulatorOptions();
await using SimulatorServer simulator = await SimulatorServer.StartAsync(settings);
string address = simulator.Address.ToString().TrimEnd('/');
UseSimulator(address, settings);
return await Shell.RunAsync(GetArguments(options, address));

static void UseSimulator(string address, SimulatorOptions settings)
{
    // A variable that points to a real server must not lead the demo there.
    foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
    {
        if (name.StartsWith("BKJOB_", StringComparison.OrdinalIgnoreCase))
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    Environment.SetEnvironmentVariable("BKJOB_SERVER", address);
    Environment.SetEnvironmentVariable("BKJOB_APP_CODE", settings.AppCode);
    Environment.SetEnvironmentVariable("BKJOB_APP_SECRET", settings.AppSecret);
    Environment.SetEnvironmentVariable("BKJOB_USERNAME", settings.UserName);
    Environment.SetEnvironmentVariable("BKJOB_BIZ_ID", "1");
}

static string[] GetArguments(Options options, string server)
{
    string manifest = FindManifest();
    string import = $"Import-Module '{manifest.Replace("'", "''", StringComparison.Ordinal)}'";
    return options switch
    {
        { IsShell: true } => ["-NoProfile", "-NoLogo", "-NoExit", "-Command", $"{import}; {GetGreeting(server)}"],
        { Command: { } command } => ["-NoProfile", "-NoLogo", "-Command", $"{import}; {command}"],
        _ => ["-NoProfile", "-NoLogo", "-File", Path.Combine(AppContext.BaseDirectory, "tour.ps1"), "-Module", manifest],
    };
}

static string GetGreeting(string server) => $"""
    "BkJob $((Get-Module BkJob).Version) is connected to {server.Replace("\"", "`\"", StringComparison.Ordinal)}, business $env:BKJOB_BIZ_ID."
    'Try: Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed'
    'Get-Help about_BkJob describes the rest; exit ends the session.'
    """;

static string FindManifest()
{
    for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        string manifest = Path.Combine(folder.FullName, "BkJob.psd1");
        if (File.Exists(manifest))
        {
            return manifest;
        }
    }

    throw new FileNotFoundException("None of the folders above this program contains BkJob.psd1.");
}
