using System.Net;
using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Transport;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §4 row 7: a server's address in each form in which people have it.</summary>
public sealed class Section4_ServerAddressTests
{
    private const string V2 = "/api/c/compapi/v2/job/get_job_instance_status/";
    private const string V3OfEsb = "/api/c/compapi/v2/jobv3/get_job_instance_status/";
    private const string V3 = "/api/bk-job/prod/api/v3/get_job_instance_status";
    private const string V4 = "/api/bk-job/prod/api/v4/get_job_instance_status";

    public static TheoryData<BkJobApi, string, string> Addresses => new()
    {
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

        // What only looks like it is somebody's own path.
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
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.IPv6Loopback, 0);
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

        using System.Net.Sockets.TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            RawServer.Ok(System.Text.Encoding.UTF8.GetBytes(Bodies.EveryField)), TestContext.Current.CancellationToken);

        Assert.Equal(100, (await request).Id);
    }
}
