using System.Net;
using System.Text;
using BkJob.Simulator.Control;
using BkJob.Simulator.Demo;
using BkJob.Simulator.Esb;
using BkJob.Simulator.Gateway;
using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Starts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BkJob.Simulator;

/// <summary>
/// A BlueKing Job server behind an ESB and an API gateway, on loopback only: for demos, and for tests in the same process.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatorServer(SimulatorOptions options, Action<ILoggingBuilder>? logging)
    {
        options = options.WithProfile();
        Options = options;
        Clock = new SimulatorClock(options.ManualClock, options.ClockSkew);
        Jobs = new JobCatalogue(Clock);
        DemoResources.AddTo(Jobs);
        if (options.Catalogue)
        {
            DemoCatalogue.AddTo(Jobs, Clock.Now);
        }

        _app = Build(options.Port, logging);
        var job = new JobServer(Jobs, options, Clock);
        var endpoints = new Endpoints(new EsbEndpoint(options, job), new GatewayEndpoint(options, job));
        var handler = new RequestHandler(endpoints, new FaultResponse(job), Clock, Faults, Requests);
        ControlApi.Map(_app, this);
        _app.MapFallback(context => handler.HandleAsync(context, _app.Lifetime.ApplicationStopping));
    }

    /// <summary>The address: http://127.0.0.1:port/.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The clock of jobs and delays.</summary>
    public SimulatorClock Clock { get; }

    /// <summary>The jobs that exist.</summary>
    public JobCatalogue Jobs { get; }

    /// <summary>The faults.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The requests.</summary>
    public RequestLog Requests { get; } = new();

    internal SimulatorOptions Options { get; }

    /// <summary>Counts the start requests of an operation and what became of them.</summary>
    /// <param name="operation">The operation, such as execute_job_plan; null for all that start jobs.</param>
    /// <param name="name">The name of the job in the requests and in the jobs; null for all.</param>
    /// <returns>The counts.</returns>
    public StartCounts CountStarts(string? operation = null, string? name = null) => StartCounter.Count(this, operation, name);

    /// <summary>Starts a simulator, which accepts requests when the task completes.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="ct">A token to cancel the start.</param>
    /// <returns>The running simulator; disposing of it stops it.</returns>
    public static Task<SimulatorServer> StartAsync(SimulatorOptions? options = null, CancellationToken ct = default) =>
        StartAsync(options ?? new SimulatorOptions(), logging: null, ct);

    /// <summary>Stops the simulator; pending responses are dropped and their connections closed.</summary>
    /// <returns>A task that completes when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal static async Task<SimulatorServer> StartAsync(
        SimulatorOptions options, Action<ILoggingBuilder>? logging, CancellationToken ct)
    {
        var server = new SimulatorServer(options, logging);
        try
        {
            await server._app.StartAsync(ct);
        }
        catch
        {
            await server._app.DisposeAsync();
            throw;
        }

        var addresses = server._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        server.Address = new Uri(addresses.Addresses.Single());
        return server;
    }

    private static WebApplication Build(int port, Action<ILoggingBuilder>? logging)
    {
        // The empty builder reads no environment variable and no file: so the simulator cannot be configured to listen outside loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The gateway returns its message in a header, in any language.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.Listen(IPAddress.Loopback, port);

            // A test can read slowly.
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        logging?.Invoke(builder.Logging);
        return builder.Build();
    }
}

/// <summary>Prevents the host from handling Ctrl+C and the console: in a test process they belong to the test runner.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
