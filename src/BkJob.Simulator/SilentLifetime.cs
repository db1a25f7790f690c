namespace BkJob.Simulator;

/// <summary>Prevents the host from handling Ctrl+C and the console: in a test process they belong to the test runner.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
