using System.Diagnostics;

namespace BkJob.Benchmarks.Soak;

/// <summary>A run: the loads work at the same time while the process is sampled.</summary>
internal sealed class SoakRun(SimulatorProcess simulator, SoakOptions options)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The longest time that a load may need to complete what it has begun: a lost start is searched for a minute.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(4);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId = 500_000;
    private int _unopened;

    /// <summary>The simulator.</summary>
    public SimulatorProcess Simulator => simulator;

    /// <summary>The factor of the duration of jobs.</summary>
    public double Scale => options.Scale;

    /// <summary>What the loads do.</summary>
    public Totals Totals { get; } = new();

    /// <summary>What must not happen and did.</summary>
    public Violations Violations { get; } = new();

    /// <summary>Runs the soak test.</summary>
    /// <param name="args">The arguments after <see cref="SoakOptions.Word"/>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (SoakOptions.Read(args) is not { } options)
        {
            Console.Error.WriteLine(Options.Usage);
            return 2;
        }

        using SimulatorProcess simulator = await SimulatorProcess.StartAsync();
        FaultMix.AddTo(simulator);
        var run = new SoakRun(simulator, options);
        SoakReport report = await run.WorkAsync();
        Console.WriteLine(report.Text);
        if (options.Page is { } page)
        {
            report.Write(page);
        }

        return report.Holds ? 0 : 1;
    }

    /// <summary>Returns the ID for a new job.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Counts a session that is ready to work.</summary>
    public void SessionOpened()
    {
        if (Interlocked.Decrement(ref _unopened) == 0)
        {
            _opened.SetResult();
        }
    }

    private async Task<SoakReport> WorkAsync()
    {
        var starts = new StartLoad(this);
        Load[] loads = [new WaitLoad(this), new FollowLoad(this), starts];
        _unopened = loads.Sum(load => load.Sessions);
        using var stopping = new CancellationTokenSource();
        Task work = Task.WhenAll(loads.Select(load => load.WorkAsync(stopping.Token)));

        // A session that cannot be opened is a violation, and the others work without it.
        await Task.WhenAny(_opened.Task, work, Task.Delay(LongestEnd));
        List<Sample> samples = await SampleAsync();
        await stopping.CancelAsync();
        try
        {
            await work.WaitAsync(LongestEnd);
        }
        catch (TimeoutException)
        {
            Violations.Add($"{Totals.Waiting} waits, {Totals.Following} follows or some starts did not end within {LongestEnd}.");
        }

        return new SoakReport(options, samples, Totals, starts.Check(), FaultMix.Count(simulator), Violations.Count);
    }

    private async Task<List<Sample>> SampleAsync()
    {
        var samples = new List<Sample>();
        long began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(options.Duration / 40 < Interval ? options.Duration / 40 : Interval);
        while (Stopwatch.GetElapsedTime(began) < options.Duration && await timer.WaitForNextTickAsync())
        {
            var sample = Sample.Take(Stopwatch.GetElapsedTime(began), Totals);
            samples.Add(sample);
            Console.Error.WriteLine(FormattableString.Invariant(
                $"{sample.At:mm\\:ss} heap {sample.Heap / 1048576:0.0} MB, working set {sample.WorkingSet / 1048576:0} MB, {sample.Handles} handles, {sample.Threads} threads; {sample.Waiting} waits, {sample.Following} follows; {Totals.Waited} waited, {Totals.Lines} lines, {Totals.Started} starts"));
        }

        return samples;
    }
}
