using System.Management.Automation;
using BkJob.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace BkJob.Module.Tests;

/// <summary>
/// A wait whose jobs go by the clock of the simulator, and its display by a clock that stands still between two steps of a test. Both start
/// at the same time, so that the elapsed time of a job is known.
/// </summary>
internal sealed class WaitHarness : IAsyncDisposable
{
    private const string DisplayClockData = "BkJob.DisplayClock";
    private const string RedirectedSwitch = "BkJob.IsOutputRedirected";

    private readonly FakeTimeProvider _clock;
    private readonly Session _session;
    private readonly PowerShell _shell;
    private readonly string _culture;
    private readonly int _jobCount;
    private readonly SortedDictionary<int, ProgressRecord> _bars = [];
    private int _polls;

    private WaitHarness(SimulatorServer server, int jobCount, bool isRedirected, string culture, int width)
    {
        Server = server;
        _jobCount = jobCount;
        _clock = new FakeTimeProvider(server.Clock.Now);
        _clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        AppContext.SetData(DisplayClockData, _clock);

        // Polls of many jobs take turns only while there is time between them.
        if (jobCount == 1)
        {
            FastClock.Install();
        }

        AppContext.SetSwitch(RedirectedSwitch, isRedirected);
        _culture = culture;
        _session = Session.ConnectedTo(server, width: width, hostName: "ConsoleHost");
        _shell = PowerShell.Create(_session.Runspace);
    }

    public SimulatorServer Server { get; }

    /// <summary>The bars as they were last drawn, the one of all first.</summary>
    public ProgressRecord[] Bars
    {
        get
        {
            foreach (ProgressRecord record in _shell.Streams.Progress.ReadAll())
            {
                _bars[record.ActivityId] = record;
            }

            return [.. _bars.Values.Where(record => record.RecordType == ProgressRecordType.Processing)];
        }
    }

    /// <summary>Takes what was written to the information stream since the last time.</summary>
    public InformationRecord[] TakeRecords() => [.. _shell.Streams.Information.ReadAll()];

    /// <summary>Takes the lines that were written since the last time.</summary>
    public string[] TakeLines() => [.. TakeRecords().Select(record => record.MessageData.ToString()!)];

    public static async Task<WaitHarness> StartAsync(
        IEnumerable<SimulatedJob> jobs, bool isRedirected = true, string culture = "en-US", int width = 120)
    {
        SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });
        int count = 0;
        foreach (SimulatedJob job in jobs)
        {
            server.Jobs.Add(job);
            count++;
        }

        return new WaitHarness(server, count, isRedirected, culture, width);
    }

    /// <summary>A job of one or more steps that each run 100 seconds.</summary>
    public static SimulatedJob Job(long id, string name = "Rebuild search index", int hosts = 10, int failed = 0, params string[] steps) => new()
    {
        Id = id,
        Name = name,
        Steps = [.. (steps.Length > 0 ? steps : ["Rebuild index"]).Select(step => new SimulatedStep { Name = step, Hosts = hosts, Seconds = 100, FailedHosts = failed })],
    };

    /// <summary>Starts a wait with -Verbose, and lets the first polls pass.</summary>
    public async Task RunAsync(string line)
    {
        // The thread of the pipeline has a culture of its own.
        _shell.AddScript($"[cultureinfo]::CurrentUICulture = '{_culture}'; {line}").BeginInvoke();
        await PollAsync();
    }

    /// <summary>Lets time pass, first for the jobs and then for the display, and the polls that notice it.</summary>
    /// <param name="server">Seconds for the jobs.</param>
    /// <param name="display">Seconds for the display.</param>
    /// <param name="rounds">See <see cref="PollAsync"/>.</param>
    public async Task AdvanceAsync(double server, double display, int rounds = 2)
    {
        Server.Clock.Advance(TimeSpan.FromSeconds(server));
        await PollAsync(rounds);
        _clock.Advance(TimeSpan.FromSeconds(display));
        await PollAsync(rounds);
    }

    /// <summary>
    /// Waits until the display has been told of so many more polls that those begun from now on are among them. A wait that has ended polls
    /// no more.
    /// </summary>
    /// <param name="rounds">Polls of each job; fewer in an outage, whose polls are ever further apart.</param>
    private async Task PollAsync(int rounds = 2)
    {
        int enough = CountPolls() + (rounds * _jobCount) + 1;
        await WaitUntil.TrueAsync(() => CountPolls() >= enough || _shell.InvocationStateInfo.State == PSInvocationState.Completed);
    }

    // -Verbose writes a line for each request, on the thread of the display, just before the display is told of it.
    private int CountPolls() =>
        _polls += _shell.Streams.Verbose.ReadAll().Count(line => line.Message.Contains(" job_instance_id=", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        _shell.Stop();
        _shell.Dispose();
        _session.Dispose();
        AppContext.SetData(DisplayClockData, null);
        FastClock.Remove();
        AppContext.SetSwitch(RedirectedSwitch, false);
        await Server.DisposeAsync();
    }
}
