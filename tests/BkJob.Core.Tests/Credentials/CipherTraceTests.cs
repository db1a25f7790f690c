using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Operations;

namespace BkJob.Core.Tests.Credentials;

/// <summary>Values of cipher variables that a server returns in clear text: the trace of a response has none of them.</summary>
public sealed class CipherTraceTests
{
    private const string Secret = "Cle\\\"arTéxt";

    /// <summary>Variables as the calls return them, in both orders of the fields.</summary>
    public static TheoryData<string> Variables =>
    [
        """{"name":"PW","type":4,"value":"SECRET"}""",
        """{"name":"PW","value":"SECRET","type":4}""",
        """{"name":"PW","value" : "SECRET","description":"a \"b\" c","type" : 4}""",
        """{"name":"PW","category":4,"value":"SECRET"}""",
        """{"name":"PW","value":"SECRET","type":"4"}""",
        """{"name":"PW","type":4,"default_value":"SECRET"}""",
        """{"name":"PW","type":4,"value":["SECRET","SECRET"]}""",
        """{"name":"PW","type":4,"value":{"text":"SECRET"}}""",
        """{"name":"A","type":1,"value":"SECRET"},{"name":"PW","type":4,"value":null}""",
    ];

    [Theory]
    [MemberData(nameof(Variables))]
    public async Task Cipher_value_is_in_no_trace(string variables)
    {
        byte[] body = Encoding.UTF8.GetBytes(
            $$$"""{"result":true,"code":0,"data":{"id":1,"name":"p","global_var_list":[{{{variables.Replace("SECRET", Secret, StringComparison.Ordinal)}}}]}}""");
        for (int length = body.Length; length > 0; length -= 5)
        {
            byte[] part = body[..length];
            await using var server = new StubServer(_ => RawServer.Ok(part, body.Length));
            string received = await ReadPlanAsync(server);
            foreach (string secret in new[] { "Cle", "arT", "xt\"" })
            {
                Assert.DoesNotContain(secret, received, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A number is a value as well.</summary>
    [Fact]
    public async Task Cipher_number_is_in_no_trace()
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(
            200, """{"result":true,"code":0,"data":{"id":1,"name":"p","global_var_list":[{"type":4,"value":31415926}]}}"""));
        Assert.DoesNotContain("3141", await ReadPlanAsync(server), StringComparison.Ordinal);
    }

    /// <summary>Whoever debugs variables needs their values.</summary>
    [Fact]
    public async Task Values_without_a_cipher_are_in_the_trace()
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(
            200, """{"result":true,"code":0,"data":{"id":1,"name":"p","global_var_list":[{"id":41,"name":"A","type":1,"value":"visible"}]}}"""));
        Assert.Contains("visible", await ReadPlanAsync(server), StringComparison.Ordinal);
    }

    private static async Task<string> ReadPlanAsync(StubServer server)
    {
        var events = new List<RequestEvent>();
        await Record.ExceptionAsync(() => server.Connect(BkJobApi.EsbV3).GetJobPlanAsync(
            new JobPlanRequest(1, new JobScope(1, null, null)) { IsTraced = true }, events.Add, TestContext.Current.CancellationToken));
        return Assert.Single(events).Received!;
    }
}
