using System.Net;
using System.Text;
using BkJob.Demo;
using BkJob.Simulator;

var options = Options.Read(args);
if (options.Complaint is not null)
{
    Console.Error.WriteLine(options.Complaint);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using var engine = new Engine(MakeTerminal(), Engine.MakeState(options.UsesInstalled ? null : Engine.ManifestPath()));
if (options.Server is not null)
{
    Environment.SetEnvironmentVariable("BKJOB_SERVER", options.Server);
    return engine.Run(options.Line!, stop.Token) ? 0 : 1;
}

// A variable that points at a real server must not lead the demo there.
foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("BKJOB_", StringComparison.OrdinalIgnoreCase)))
{
    Environment.SetEnvironmentVariable(name, null);
}

var settings = new SimulatorOptions();
await using SimulatorServer simulator = await SimulatorServer.StartAsync(settings, stop.Token);
engine.Set("DemoServer", simulator.Address.ToString());
engine.Set("DemoSecret", new NetworkCredential(string.Empty, settings.AppSecret).SecurePassword);
if (options.Line is not null)
{
    engine.Run(Tour.Stops[0].Line, stop.Token);
    return engine.Run(options.Line, stop.Token) ? 0 : 1;
}

bool isAsExpected = true;
foreach ((string why, string line, bool endsInError) in Tour.Stops)
{
    Console.WriteLine();
    Console.WriteLine($"# {why}");
    Console.WriteLine($"PS> {line}");
    isAsExpected &= engine.Run(line, stop.Token) == !endsInError;
}

return isAsExpected ? 0 : 1;

static TerminalUI MakeTerminal()
{
    bool isPlain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    int width = Console.IsOutputRedirected ? 120 : Math.Max(80, Console.WindowWidth);
    return new TerminalUI(Console.Out, Console.Error, width, hasColour: !isPlain);
}
