using System.Net;
using System.Text;
using BkJob.Simulator.Control;
using BkJob.Simulator.Demo;
using BkJob.Simulator.Esb;
using BkJob.Simulator.Gateway;
using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BkJob.Simulator;

/// <summary>
/// A BlueKing Job server behind an ESB and an API gateway, on loopback alone: for demos, and for tests inside their own process.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatorServer(SimulatorOptions options, Action<ILoggingBuilder>? logging)
    {
        Options = options;
        Clock = new SimulatorClock(options.ManualClock);
        Jobs = new JobCatalogue(Clock);
        if (options.Catalogue)
        {
            DemoCatalogue.AddTo(Jobs, Clock.Now);
        }

        _app = Build(options.Port, logging);
        var job = new JobServer(Jobs, Clock);
        var endpoints = new Endpoints(new EsbEndpoint(options, job), new GatewayEndpoint(options, job));
        var handler = new RequestHandler(endpoints, new FaultAnswer(job), Clock, Faults, Requests);
        ControlApi.Map(_app, this);
        _app.MapFallback(context => handler.HandleAsync(context, _app.Lifetime.ApplicationStopping));
    }

    /// <summary>Where it listens: http://127.0.0.1:port/.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The time it is for the jobs and for delays.</summary>
    public SimulatorClock Clock { get; }

    /// <summary>The jobs that exist.</summary>
    public JobCatalogue Jobs { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What was asked.</summary>
    public RequestLog Requests { get; } = new();

    internal SimulatorOptions Options { get; }

    /// <summary>Starts a simulator; when the task ends it answers.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="ct">Gives the start up.</param>
    /// <returns>The running simulator; disposing of it stops it.</returns>
    public static Task<SimulatorServer> StartAsync(SimulatorOptions? options = null, CancellationToken ct = default) =>
        StartAsync(options ?? new SimulatorOptions(), logging: null, ct);

    /// <summary>Stops it; held answers are dropped and their connections closed.</summary>
    /// <returns>A task that ends when the port is free again.</returns>
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
        // The empty builder reads no environment variable and no file: nothing outside can move it off loopback.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The gateway puts what it has to say into a header, whatever the language.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.Listen(IPAddress.Loopback, port);

            // A test may read as slowly as it likes.
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        logging?.Invoke(builder.Logging);
        return builder.Build();
    }
}
