using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What a user sees when a server answers badly. That each fault is judged rightly is tested beside the judge.</summary>
public sealed class InvalidResponseTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string, ErrorCategory, string> Bodies => new()
    {
        { "no JSON at all", "BkJobInvalidResponse", ErrorCategory.InvalidData, "not valid JSON" },
        { "<html><body>Please log in</body></html>", "BkJobInvalidResponse", ErrorCategory.InvalidData, "HTML" },
        { "", "BkJobInvalidResponse", ErrorCategory.InvalidData, "empty" },
        { """{"result":true,"code":0,"request_id":"abc123"}""", "BkJobInvalidResponse", ErrorCategory.InvalidData, "data" },
        { """{"result":true,"code":0,"data":{"is_finished":true,"blocks":[]},"request_id":"abc123"}""",
            "BkJobInvalidResponse", ErrorCategory.InvalidData, "data.job_instance" },
        { """{"result":true,"data":{"job_instance":{"job_instance_id":100,"status":"four"}},"request_id":"abc123"}""",
            "BkJobInvalidResponse", ErrorCategory.InvalidData, "data.job_instance.status" },
        { """{"result":true,"data":{"blocks":[{"step_instances":[{"step_ip_status":[{"ip":1}]}]}]},"request_id":"abc123"}""",
            "BkJobInvalidResponse", ErrorCategory.InvalidData, "data.blocks[0].step_instances[0].step_ip_status[0].ip" },
        { """{"result":false,"code":9900403,"message":"User (x) permission not allowed","request_id":"abc123"}""",
            "BkJobPermissionDenied", ErrorCategory.PermissionDenied, "permission not allowed" },
        { """{"result":false,"code":1306000,"message":"APP Secret [bk_app_secret] cannot be empty","request_id":"abc123"}""",
            "BkJobAuthenticationFailed", ErrorCategory.AuthenticationError, "1306000" },
        { """{"result":false,"code":1241007,"message":"bad [job_instance_id]","request_id":"abc123"}""",
            "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "1241007" },
        { """{"result":false,"code":1306405,"message":"Not found, inactive channel","request_id":"abc123"}""",
            "BkJobApiNotFound", ErrorCategory.ObjectNotFound, "inactive" },
        { """{"result":false,"code":1642902,"message":"API rate limit exceeded","request_id":"abc123"}""",
            "BkJobThrottled", ErrorCategory.LimitsExceeded, "rate limit" },
        { """{"result":false,"code":1240002,"message":"Internal Server Error","request_id":"abc123"}""",
            "BkJobServerError", ErrorCategory.ResourceUnavailable, "1240002" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Invalid_body_is_one_error_and_others_continue(
        string body, string id, ErrorCategory category, string word)
    {
        _server.Faults.Add(new Fault { JobInstanceId = 100, Times = null, Body = body });
        using Session session = Session.ConnectedTo(_server, "-MaximumRetryCount 0");
        Outcome outcome = session.Run("103, 100, 117 | Get-BkJobInstanceStatus | ForEach-Object Id");
        Assert.Equal([103L, 117L], outcome.Output);

        ErrorRecord error = outcome.Errors.Single();
        Assert.Equal(id, outcome.ErrorIds.Single());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(100L, error.TargetObject);
        Assert.Contains(word, error.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        if (body.Contains("abc123", StringComparison.Ordinal))
        {
            Assert.Contains("abc123", error.ToString());
        }
    }

    /// <summary>The gateway has one number for two refusals, and advice that fits the other would send people the wrong way.</summary>
    [Theory]
    [InlineData("""{"result":false,"code":1640302,"code_name":"IP_NOT_ALLOWED","message":"IP not allowed","data":null}""", "Ask the administrator")]
    [InlineData("""{"result":false,"code":1640302,"code_name":"CROSS_TENANT_FORBIDDEN","message":"Cross tenant forbidden","data":null}""", "-TenantId")]
    [InlineData("""{"result":false,"code":1640304,"code_name":"BK_TENANT_NOT_ALLOWED","message":"Tenant not allowed","data":null}""", "-TenantId")]
    [InlineData("""{"result":false,"code":1210006,"message":"不允许","data":null}""", "-TenantId")]
    [InlineData("""{"result":false,"code":1306000,"message":"APP Secret [bk_app_secret] cannot be empty"}""", "Connect again with Connect-BkJob. Check")]
    public void Recommendation_fits_the_error(string body, string advice)
    {
        _server.Faults.Add(new Fault { JobInstanceId = 100, Times = null, Body = body });
        using Session session = Session.ConnectedTo(_server);
        Assert.Contains(advice, session.Run("Get-BkJobInstanceStatus 100").Errors.Single().ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("""{"result":true,"data":{"job_instance":5}}""")]
    [InlineData("""{"result":false,"code":1240002,"message":"at java.lang.Thread.run"}""")]
    public void Screen_shows_a_message_and_no_stack_trace(string body)
    {
        _server.Faults.Add(new Fault { JobInstanceId = 100, Times = null, Body = body });
        using Session session = Session.ConnectedTo(_server, "-MaximumRetryCount 0");
        string screen = session.Print("Get-BkJobInstanceStatus 100");
        Assert.Contains("Job instance 100 (business 1): ", screen);
        Assert.Contains("Recommendation:", screen);
        Assert.DoesNotContain("   at BkJob", screen);
        Assert.DoesNotContain("Exception", screen);
    }

    [Fact]
    public void Truncated_response_is_retried()
    {
        _server.Faults.Add(new Fault { JobInstanceId = 100, Times = 2, CutAfterBytes = 500 });
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("(Get-BkJobInstanceStatus 100 -Verbose).Id").ThrowIfFailed();
        Assert.Equal([100L], outcome.Output);
        Assert.Equal(3, outcome.Verbose.Count);
        Assert.Contains("truncated", outcome.Verbose[0]);
        Assert.Contains("Retrying in", outcome.Verbose[0]);
    }

    [Fact]
    public void Unreachable_server_is_an_error_for_each_id()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("Connect-BkJob http://127.0.0.1:1 -AppCode ops -AppSecret $secret -UserName admin -MaximumRetryCount 0").ThrowIfFailed();
        Outcome outcome = session.Run("1, 2 | Get-BkJobInstanceStatus -BizId 1");
        Assert.Equal(["BkJobConnectionFailed", "BkJobConnectionFailed"], outcome.ErrorIds);
        Assert.Equal([1L, 2L], outcome.Errors.Select(e => e.TargetObject));
        Assert.Contains("127.0.0.1:1", outcome.Errors[0].ToString());
    }

    [Fact]
    public void Wrong_secret_is_named_and_does_not_appear()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Set("wrong", Session.Secure("wrong-secret-value"));
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $wrong -UserName admin -BizId 1").ThrowIfFailed();
        Outcome outcome = session.Run("Get-BkJobInstanceStatus 100 -Verbose");
        Assert.Equal(["BkJobAuthenticationFailed"], outcome.ErrorIds);
        Assert.DoesNotContain("wrong-secret-value", outcome.Errors.Single() + string.Concat(outcome.Verbose) + outcome.Errors.Single().Exception);
    }
}
