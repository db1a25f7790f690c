using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BkJob.Module.Tests;

/// <summary>A real HTTPS server with a certificate of one's choice. It knows one job, and counts what gets through to it.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private const string Job = """{"result":true,"code":0,"data":{"job_instance":{"job_instance_id":100,"status":3},"blocks":[]}}""";

    private readonly X509Certificate2 _certificate;
    private readonly WebApplication _app;
    private int _connections;
    private int _requests;

    private TlsServer(X509Certificate2 certificate)
    {
        _certificate = certificate;

        // The empty builder reads no environment variable and no file.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(next => connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            });
            listen.UseHttps(certificate);
        }));
        _app = builder.Build();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            return context.Response.WriteAsync(Job);
        });
    }

    public string Address { get; private set; } = "";

    /// <summary>How many times somebody knocked.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many requests came through: their headers had arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts a server on 127.0.0.1.</summary>
    /// <param name="name">The name that its certificate is for; 127.0.0.1 is an address and is written as one.</param>
    /// <param name="end">When the certificate ends.</param>
    public static async Task<TlsServer> StartAsync(string name, DateTimeOffset end)
    {
        var server = new TlsServer(SelfSigned(name, end));
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned(string name, DateTimeOffset end)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 made = request.CreateSelfSigned(end.AddYears(-1), end);

        // Windows does not serve with a key that was never in a store or a file.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
