using System.Net;
using System.Net.Sockets;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Transport;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Dialects;

/// <summary>Where each API is asked (protocol.md §2.1): from the server's address that a person gives to the path on the wire.</summary>
public sealed class AddressTests
{
    private const string V2 = "/api/c/compapi/v2/job/get_job_instance_status/";
    private const string V3OfEsb = "/api/c/compapi/v2/jobv3/get_job_instance_status/";
    private const string V3 = "/api/bk-job/prod/api/v3/get_job_instance_status";
    private const string V4 = "/api/bk-job/prod/api/v4/get_job_instance_status";

    /// <summary>The host alone, Job behind the gateway without a stage, and the whole address of Job: all are the same place.</summary>
    [Theory]
    [InlineData("", "prod", "/api/bk-job/prod/")]
    [InlineData("", "stag", "/api/bk-job/stag/")]
    [InlineData("api/bk-job", "prod", "/api/bk-job/prod/")]
    [InlineData("api/bk-job/", "prod", "/api/bk-job/prod/")]
    [InlineData("api/bk-job", "stag", "/api/bk-job/stag/")]
    [InlineData("api/BK-JOB", "prod", "/api/BK-JOB/prod/")]
    [InlineData("api/bk-job/prod", "prod", "/api/bk-job/prod/")]
    [InlineData("api/bk-job/prod/", "prod", "/api/bk-job/prod/")]
    [InlineData("api/bk-job/stag", "prod", "/api/bk-job/stag/")]
    [InlineData("gateway/api/bk-job", "prod", "/gateway/api/bk-job/prod/")]
    [InlineData("gateway/api/bk-job/stag/", "prod", "/gateway/api/bk-job/stag/")]
    [InlineData("api/my-bk-job/prod", "prod", "/api/my-bk-job/prod/")]
    public async Task Path_of_a_gateway_request_extends_its_stage(string server, string stage, string stagePath)
    {
        foreach (bool isApplication in new[] { false, true })
        {
            string tail = (isApplication ? "system/" : "") + "get_job_instance_status";

            Assert.Equal($"{stagePath}api/v3/{tail}", await PathAsync(GatewayV3, server, stage, isApplication));
            Assert.Equal($"{stagePath}api/v4/{tail}", await PathAsync(GatewayV4, server, stage, isApplication));
        }
    }

    /// <summary>Below the server's address, which whoever looks at it knows.</summary>
    [Theory]
    [InlineData(EsbV3, "", "api/c/compapi/v2/jobv3/get_job_instance_status/")]
    [InlineData(GatewayV3, "", "api/bk-job/prod/api/v3/get_job_instance_status")]
    [InlineData(GatewayV4, "api/bk-job/prod", "api/v4/get_job_instance_status")]
    public async Task Request_event_has_the_path(BkJobApi api, string server, string path)
    {
        await using var stub = new StubServer(_ => RawServer.CreateResponse(200, EpochBodies.Of(api)));
        var events = new List<RequestEvent>();

        await stub.Connect(api, s => s with { Server = new Uri(s.Server, server) }).GetJobInstanceAsync(
            SimulatorFixture.Query, events.Add, TestContext.Current.CancellationToken).InTimeAsync();

        Assert.Equal(("GET", path), (events[^1].Method, events[^1].Path));
    }

    public static TheoryData<BkJobApi, string, string> Addresses => new()
    {
        // The host alone, and a path in front of the ESB.
        { EsbV2, "", V2 },
        { EsbV3, "", V3OfEsb },
        { EsbV2, "paas/esb", "/paas/esb" + V2 },
        { EsbV3, "paas/esb/", "/paas/esb" + V3OfEsb },

        // The page of each API, with and without the endpoint and a slash.
        { EsbV2, "api/c/compapi/v2/job/get_job_instance_status/", V2 },
        { EsbV2, "api/c/compapi/v2/job/get_job_instance_status", V2 },
        { EsbV2, "api/c/compapi/v2/job/get_job_instance_log/", V2 },
        { EsbV2, "api/c/compapi/v2/job/", V2 },
        { EsbV2, "api/c/compapi/v2/job", V2 },
        { EsbV2, "api/c/compapi/v2/", V2 },
        { EsbV2, "api/c/compapi", V2 },
        { EsbV2, "API/C/CompApi/V2/Job/", V2 },
        { EsbV2, "paas/esb/api/c/compapi/v2/job/", "/paas/esb" + V2 },
        { EsbV3, "api/c/compapi/v2/jobv3/get_job_instance_status/", V3OfEsb },
        { EsbV3, "api/c/compapi/v2/jobv3/", V3OfEsb },
        { EsbV3, "api/c/compapi/v2/jobv3", V3OfEsb },
        { EsbV3, "api/c/compapi/v2/job/", V3OfEsb },
        { GatewayV3, "api/bk-job/prod/api/v3", V3 },
        { GatewayV3, "api/bk-job/prod/api/v3/", V3 },
        { GatewayV3, "api/bk-job/prod/api/v3/get_job_instance_status", V3 },
        { GatewayV3, "api/bk-job/prod/api/v3/system/get_job_instance_status", V3 },
        { GatewayV3, "api/v3", V3 },
        { GatewayV4, "api/bk-job/prod/api/v4", V4 },
        { GatewayV4, "api/bk-job/prod/api/v4/get_job_instance_status/", V4 },
        { GatewayV4, "api/bk-job/prod/api/v3/", V4 },
        { GatewayV4, "api/v4", V4 },
        { GatewayV4, "api/bk-job/stag/api/v4/", V4.Replace("prod", "stag", StringComparison.Ordinal) },
        { GatewayV4, "gateway/api/bk-job/prod/api/v4/", "/gateway" + V4 },

        // A path that only resembles one of the APIs is part of the address.
        { EsbV2, "api/c/compapis", "/api/c/compapis" + V2 },
        { EsbV2, "jobs/v2/job", "/jobs/v2/job" + V2 },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Full_address_is_accepted_for_each_API(BkJobApi api, string server, string path)
    {
        RawRequest request = await StubServer.SendAsync(api, s => s with { Server = new Uri(s.Server, server) });

        Assert.Equal(path, request.Path);
    }

    [Theory]
    [InlineData("https://host/api/c/compapi/v2/job/get_job_instance_status/", EsbV2)]
    [InlineData("https://host/api/c/compapi/v2/jobv3/", EsbV3)]
    [InlineData("https://host/api/bk-job/prod/api/v3", GatewayV3)]
    [InlineData("https://host/api/v4/", GatewayV4)]
    [InlineData("https://host/api/bk-job/prod", null)]
    [InlineData("https://host/api/c/compapi/", null)]
    [InlineData("https://host", null)]
    public void Full_address_names_its_API(string server, BkJobApi? api) => Assert.Equal(api, ServerAddress.ApiOf(new Uri(server)));

    /// <summary>Loopback has a zone, too: a request that lost it would still arrive, so the address itself is checked.</summary>
    [Theory]
    [InlineData("http://[fe80::1%eth0]", "fe80::1%eth0", "http://[fe80::1]/")]
    [InlineData("http://[fe80::1%25eth0]:8080/", "fe80::1%eth0", "http://[fe80::1]:8080/")]
    [InlineData("http://[fe80::1%3]:8080/paas", "fe80::1%3", "http://[fe80::1]:8080/paas/")]
    [InlineData("http://[fe80::1%eth0]/api/c/compapi/v2/job/", "fe80::1%eth0", "http://[fe80::1]/")]
    public void Zone_of_an_IPv6_address_is_kept(string server, string host, string start)
    {
        var settings = new BkJobClientOptions { Server = ServerAddress.Base(new Uri(server)), AppCode = "ops", UserName = "admin" };

        using HttpRequestMessage request = RequestWriter.Write(
            settings, ApiProfile.For(EsbV2), GetJobInstanceStatus.Operation, SimulatorFixture.Query, CredentialLocation.Header);

        Assert.Equal(host, request.RequestUri!.DnsSafeHost);
        Assert.StartsWith(start, request.RequestUri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_is_reached_over_an_address_with_a_zone()
    {
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var connection = new BkJobClient(new BkJobClientOptions
        {
            Server = new Uri($"http://[::1%1]:{port}"),
            AppCode = "ops",
            AppSecret = SimulatorFixture.AppSecret.AsSecret(),
            UserName = "admin",
            Proxy = new WebProxy(),
        });
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(connection);

        using TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            RawServer.Ok(Encoding.UTF8.GetBytes(Bodies.EveryField)), TestContext.Current.CancellationToken);

        Assert.Equal(100, (await request).Id);
    }

    private static async Task<string> PathAsync(BkJobApi api, string server, string stage = "prod", bool isApplication = false)
    {
        RawRequest request = await StubServer.SendAsync(
            api, s => s with { Server = new Uri(s.Server, server), Stage = stage, ApplicationState = isApplication });
        Assert.Equal("GET", request.Method);
        return request.Path;
    }
}
