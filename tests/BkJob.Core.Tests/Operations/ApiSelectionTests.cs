using BkJob.Core.Tests.Support;
using BkJob.Operations;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Operations;

/// <summary>Which API of a server an operation is sent to (design-actions.md §3).</summary>
public sealed class ApiSelectionTests
{
    private const string Accepted = """{"result":true,"code":0,"data":{"job_instance_id":100}}""";
    private const string V2 = "/api/c/compapi/v2/job/operate_job_instance/";
    private const string V3 = "/api/c/compapi/v2/jobv3/operate_job_instance/";

    private static readonly JobOperationRequest Request = new(100, new JobScope(1, null, null), 1);

    [Theory]
    [InlineData(EsbV3, V3)]
    [InlineData(EsbV2, V3)]
    [InlineData(GatewayV3, "/api/bk-job/prod/api/v3/operate_job_instance")]
    [InlineData(GatewayV4, "/api/bk-job/prod/api/v3/operate_job_instance")]
    public async Task Operation_uses_the_own_API_or_a_sibling(BkJobApi api, string path)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, Accepted));
        await server.Connect(api).OperateJobInstanceAsync(Request, null, TestContext.Current.CancellationToken);
        RawRequest sent = Assert.Single(server.Requests);
        Assert.Equal(("POST", path), (sent.Method, sent.Path));
    }

    [Fact]
    public async Task Missing_ESB_v3_is_remembered()
    {
        await using var server = new StubServer(request => request.Path == V3
            ? RawServer.CreateResponse(404, """{"result":false,"code":1306405,"message":"not found","data":null}""")
            : RawServer.CreateResponse(200, Accepted));
        BkJobClient client = server.Connect(EsbV2);
        for (int n = 0; n < 2; n++)
        {
            await client.OperateJobInstanceAsync(Request, null, TestContext.Current.CancellationToken);
        }

        Assert.Equal([V3, V2, V2], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Other_error_of_ESB_v3_is_final()
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, """{"result":false,"code":1244006,"message":"no","data":null}"""));
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(
            () => server.Connect(EsbV2).OperateJobInstanceAsync(Request, null, TestContext.Current.CancellationToken));
        Assert.Equal(BkJobErrorKind.InstanceNotFound, e.Kind);
        Assert.Single(server.Requests);
    }
}
