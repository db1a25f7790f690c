using System.Diagnostics;
using System.Runtime.CompilerServices;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Many runspaces at once, and many rounds one after the other: all get their response, and nothing is left behind.</summary>
public sealed class ConcurrencyTests : IAsyncLifetime
{
    private const int AtOnce = 64;
    private const string Parallel = "ForEach-Object -ThrottleLimit 64 -Parallel { Import-Module $using:manifest; ";

    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Context_is_shared_by_sixty_four_runspaces()
    {
        using Session session = Connect();

        // The first are held until all of them ask at the same time: then it is certain that they do.
        _server.Faults.Add(new Fault { Times = AtOnce, Delay = TimeSpan.FromSeconds(1) });
        Task<Outcome> running = RunAsync(session, "$c = Get-BkJobContext; 1..64 | " + Parallel
            + "Get-BkJobInstanceStatus (100 + $_ % 32) -Context $using:c | ForEach-Object Id; "
            + "Connect-BkJob $using:server -AppCode ops -AppSecret $using:secret -UserName admin -BizId 1 -Name \"own$_\"; "
            + "Get-BkJobInstanceStatus 100 | ForEach-Object Id; Disconnect-BkJob \"own$_\"; Get-BkJobContext | ForEach-Object Name }");
        await WaitUntil.TrueAsync(() => _server.Requests.InFlight == AtOnce);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));

        Outcome outcome = (await running).ThrowIfFailed();
        Assert.Equal(
            Enumerable.Range(1, 64).SelectMany(i => new[] { 100L + i % 32, 100L }).Order(),
            outcome.As<long>().Order());
        Assert.Equal(128, _server.Requests.All.Count);
        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
    }

    /// <summary>What an ESB, an API gateway and Job itself say of a login that is over.</summary>
    public static TheoryData<Fault> Expired => new()
    {
        new Fault { EnvelopeCode = 1306000, Message = "User authentication failed, please check if the bk_token is valid" },
        new Fault { HttpStatus = 400, EnvelopeCode = 1640001, Message = "Parameters error [reason=\"bk_token is invalid\"]" },
        new Fault { HttpStatus = 401 },
    };

    [Theory]
    [MemberData(nameof(Expired))]
    public async Task Expired_token_is_an_error_for_each_later_request(Fault expired)
    {
        const int Good = 20;
        using Session session = Connect();
        _server.Faults.Add(expired with { Skip = Good, Times = null });

        Outcome outcome = await RunAsync(
            session,
            "$c = Get-BkJobContext; 101..164 | " + Parallel
            + "Get-BkJobInstanceStatus ($_ % 32 + 100) -Context $using:c | ForEach-Object Id }");

        Assert.Equal(Good, outcome.Output.Count);
        Assert.Equal(Enumerable.Repeat("BkJobAuthenticationFailed", 64 - Good), outcome.ErrorIds);

        // Nobody asks again: that would lock a user out.
        Assert.Equal(64, _server.Requests.All.Count);

        _server.Faults.Clear();
        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
    }

    [Fact]
    public async Task Module_imported_a_hundred_times_leaks_nothing()
    {
        using Session session = Connect();
        Rounds(10);
        (int handles, int threads) = InUse();

        Rounds(90);

        Assert.Equal(100, _server.Requests.All.Count);
        await WaitUntil.TrueAsync(() => InUse() is var now && now.Handles < handles + 20 && now.Threads < threads + 20);

        void Rounds(int count) => session.Run($"foreach ($i in 1..{count}) {{ Remove-Module BkJob; Import-Module $manifest; " + ConnectLine
            + "if ((Get-BkJobInstanceStatus 100).Id -ne 100) { throw 'no response' } }").ThrowIfFailed();
    }

    [Theory]
    [InlineData("Disconnect-BkJob")]
    [InlineData("Remove-Module BkJob")]
    [InlineData("")] // The runspace is closed instead.
    public async Task Disconnected_context_can_be_collected(string line)
    {
        Session? session = Connect();
        WeakReference context = UseContext(session, line);
        if (line.Length == 0)
        {
            // A host that closes a runspace lets go of it, too.
            session.Runspace.Dispose();
            session = null;
        }

        await WaitUntil.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !context.IsAlive;
        });
        session?.Dispose();
    }

    /// <summary>In a method of its own, so that nothing on the stack holds what is to be collected.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseContext(Session session, string line)
    {
        session.Run("Get-BkJobInstanceStatus 100, 101; Get-BkJobInstanceStatus 999");
        var context = new WeakReference(session.Run("Get-BkJobContext").Output.Single());
        session.Run(line).ThrowIfFailed();
        return context;
    }

    private const string ConnectLine = "Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1; ";

    private Session Connect()
    {
        Session session = Session.ConnectedTo(_server);
        session.Set("manifest", Repository.Manifest);
        return session;
    }

    /// <summary>On a thread of its own. The bound only ends a test that hangs.</summary>
    private static Task<Outcome> RunAsync(Session session, string script) =>
        Task.Run(() => session.Run(script)).WaitAsync(WaitUntil.Limit, TestContext.Current.CancellationToken);

    private static (int Handles, int Threads) InUse()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (process.HandleCount, process.Threads.Count);
    }
}
