using System.Runtime.InteropServices;
using System.Text;
using BkJob.Simulator;

var (options, error) = CommandLine.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    end.TrySetResult();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    await using var server = await SimulatorServer.StartAsync(
        options, logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning), CancellationToken.None);
    Console.OutputEncoding = Encoding.UTF8;
    Console.WriteLine(Greeting.For(server));
    await end.Task;
    return 0;
}
catch (IOException exception)
{
    // Usually the port is in use.
    Console.Error.WriteLine(exception.Message);
    return 1;
}
