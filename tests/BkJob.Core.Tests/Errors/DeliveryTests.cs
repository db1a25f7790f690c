using System.Net;
using BkJob.Core.Tests.Support;
using BkJob.Operations;

namespace BkJob.Core.Tests.Errors;

/// <summary>
/// What an error proves about the request: not executed, executed, or unknown (protocol-actions.md §4.7). ActionCodeTests have the codes.
/// </summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(400, """{"error":{"code":"INVALID_ARGUMENT","message":"m"}}""", Delivery.NotExecuted)]
    [InlineData(200, """{"result":false,"code":1306000,"message":"Component error","data":null}""", Delivery.Unknown)]
    [InlineData(504, """{"result":false,"code":1650004,"message":"m","data":null}""", Delivery.Unknown)]
    [InlineData(502, "<html></html>", Delivery.Unknown)]
    [InlineData(401, "", Delivery.NotExecuted)]
    [InlineData(404, "<html></html>", Delivery.NotExecuted)]
    [InlineData(403, "<html></html>", Delivery.Unknown)]
    [InlineData(200, "", Delivery.Unknown)]
    [InlineData(200, """{"result":true""", Delivery.Unknown)]
    [InlineData(200, """{"result":true,"code":0,"data":null}""", Delivery.Executed)]
    [InlineData(200, """{"result":true,"code":0,"data":{"job_instance_id":"x"}}""", Delivery.Executed)]
    public async Task Delivery_follows_from_the_response_code(int status, string body, Delivery delivery)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(status, body));
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(() => server.Connect(BkJobApi.EsbV3).OperateJobInstanceAsync(
            new JobOperationRequest(100, new JobScope(1, null, null), 1), null, TestContext.Current.CancellationToken));
        Assert.Equal(delivery, e.Delivery);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", Delivery.NotExecuted)]
    [InlineData("http://no-such-host.invalid/", Delivery.NotExecuted)]
    public async Task Request_that_found_no_connection_was_not_executed(string address, Delivery delivery)
    {
        using var client = new BkJobClient(new BkJobClientOptions
        {
            Server = new Uri(address),
            AppCode = "ops",
            AppSecret = "secret".AsSecret(),
            MaximumRetryCount = 0,
            Proxy = new WebProxy(),
        });
        Assert.Equal(delivery, (await SimulatorFixture.FailAsync(client)).Delivery);
    }
}
