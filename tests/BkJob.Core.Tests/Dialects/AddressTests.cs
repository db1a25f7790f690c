using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Dialects;

/// <summary>Where each API is asked (protocol.md §2.1): from the server's address that a person gives to the path on the wire.</summary>
public sealed class AddressTests
{
    private const string V2 = "/api/c/compapi/v2/job/get_job_instance_status/";
    private const string V3OfEsb = "/api/c/compapi/v2/jobv3/get_job_instance_status/";

    [Theory]
    [InlineData(EsbV2, "", V2)]
    [InlineData(EsbV3, "", V3OfEsb)]
    [InlineData(EsbV2, "paas/esb", "/paas/esb" + V2)]
    [InlineData(EsbV3, "paas/esb/", "/paas/esb" + V3OfEsb)]
    public async Task Path_of_an_ESB_request_extends_its_address(BkJobApi api, string server, string path) =>
        Assert.Equal(path, await PathAsync(api, server));

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

    private static async Task<string> PathAsync(BkJobApi api, string server, string stage = "prod", bool isApplication = false)
    {
        RawRequest request = await StubServer.SendAsync(
            api, s => s with { Server = new Uri(s.Server, server), Stage = stage, ApplicationState = isApplication });
        Assert.Equal("GET", request.Method);
        return request.Path;
    }
}
