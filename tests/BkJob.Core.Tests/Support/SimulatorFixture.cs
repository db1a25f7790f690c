using System.Net;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Support;

/// <summary>A simulator on loopback, a clock that stands still, and connections between the two.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public const string AppSecret = "demo-secret";

    /// <summary>The request of most tests: job 100 of business 1.</summary>
    public static readonly JobInstanceQuery Query = new(100, new JobScope(1, null, null));

    private readonly SimulatorOptions _options;
    private readonly List<BkJobClient> _connections = [];
    private BkJobClient? _usual;

    public SimulatorFixture() : this(new SimulatorOptions())
    {
    }

    private SimulatorFixture(SimulatorOptions options) => _options = options with { Catalogue = false };

    public SimulatorServer Simulator { get; private set; } = null!;

    public TestClock Clock { get; } = new();

    /// <summary>
    /// Known to the simulator, and never retrying. A proxy in the environment of the test run is no part of the test.
    /// </summary>
    public BkJobClientOptions Settings => new()
    {
        Server = Simulator.Address,
        AppCode = "ops",
        AppSecret = AppSecret.AsSecret(),
        UserName = "admin",
        Timeout = TestClock.RequestTimeout,
        MaximumRetryCount = 0,
        Proxy = new WebProxy(),
    };

    public static async Task<SimulatorFixture> StartAsync(SimulatorOptions? options = null)
    {
        var bench = new SimulatorFixture(options ?? new SimulatorOptions());
        await bench.InitializeAsync();
        return bench;
    }

    public async ValueTask InitializeAsync() => Simulator = await SimulatorServer.StartAsync(_options);

    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        await Simulator.DisposeAsync();
    }

    public BkJobClient Connect(BkJobClientOptions? settings = null)
    {
        var connection = new BkJobClient(settings ?? Settings, Clock);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Puts a body in the place of job 100 of business 1.</summary>
    public void Serve(string body, long id = 100, long bizId = 1) =>
        Simulator.Jobs.Add(new SimulatedJob { Id = id, BizId = bizId, RawBody = body });

    /// <summary>Serves a body and reads it.</summary>
    public Task<JobInstance> ReadAsync(string body, long id = 100, long bizId = 1)
    {
        Serve(body, id, bizId);
        return InvokeAsync(_usual ??= Connect(), new JobInstanceQuery(id, new JobScope(bizId, null, null)));
    }

    /// <summary>Serves a body that can't be read, and gives what that leads to: never another exception.</summary>
    public Task<BkJobException> FailToReadAsync(string body) => Assert.ThrowsAsync<BkJobException>(() => ReadAsync(body));

    /// <summary>Requests a job.</summary>
    public static Task<JobInstance> InvokeAsync(BkJobClient connection, JobInstanceQuery? query = null) =>
        connection.GetJobInstanceAsync(query ?? Query).InTimeAsync();

    /// <summary>Requests a job and returns the error.</summary>
    public static Task<BkJobException> FailAsync(BkJobClient connection) =>
        Assert.ThrowsAsync<BkJobException>(() => InvokeAsync(connection));
}
