namespace BkJob.Simulator;

/// <summary>Keeps the host's hands off Ctrl+C and the console: inside a test process those are the test runner's.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
