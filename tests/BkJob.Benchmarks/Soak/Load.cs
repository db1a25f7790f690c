using System.Management.Automation;

namespace BkJob.Benchmarks.Soak;

/// <summary>Sessions that repeat the same work, in rounds that are checked one by one.</summary>
/// <param name="run">The run.</param>
internal abstract class Load(SoakRun run)
{
    private static readonly BkJobApi[] Apis = [BkJobApi.EsbV2, BkJobApi.EsbV3, BkJobApi.GatewayV4];

    /// <summary>The run that this load belongs to.</summary>
    protected SoakRun Run { get; } = run;

    /// <summary>The number of sessions.</summary>
    public abstract int Sessions { get; }

    /// <summary>Works until the run ends and all rounds that have begun are complete.</summary>
    public Task WorkAsync(CancellationToken stopping) => Task.WhenAll(Enumerable.Range(0, Sessions).Select(number =>
        Task.Factory.StartNew(() => Work(number, stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

    /// <summary>Works once with a new context.</summary>
    /// <param name="session">The session, which is connected.</param>
    /// <param name="random">The random numbers of the session.</param>
    /// <param name="stopping">Cancelled when the run ends.</param>
    protected abstract void WorkOnce(SoakSession session, Random random, CancellationToken stopping);

    private void Work(int number, CancellationToken stopping)
    {
        try
        {
            using var session = new SoakSession(Run.Simulator.Address, Apis[number % Apis.Length]);
            Run.SessionOpened();
            var random = new Random(number);
            while (!stopping.IsCancellationRequested)
            {
                session.Connect();
                WorkOnce(session, random, stopping);
                session.Disconnect();
            }
        }
        catch (Exception e) when (e is RuntimeException or HttpRequestException or InvalidOperationException)
        {
            Run.Violations.Add($"{GetType().Name} {number} ended with {e}");
        }
    }
}
