using System.Management.Automation;
using System.Text.RegularExpressions;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>
/// The same lines over every API: the objects are equal wherever the API sends the field, and null where it does not. ESB v2 is what
/// the others are held against.
/// </summary>
public sealed partial class DialectTests : IAsyncLifetime
{
    private const string Reference = "EsbV2";

    /// <summary>What v3 and v4 do not say, and v2 does.</summary>
    private static readonly Regex NotSaidByOthers = NotSaid();

    /// <summary>What v2 does not say, and the others do.</summary>
    private static readonly Regex SaidByOthersAlone = SaidAlone();

    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string> Apis => ["EsbV3", "GatewayV3", "GatewayV4", "GatewayV3 -ApplicationState", "GatewayV4 -ApplicationState"];

    /// <summary>Lines as people type them. Each is run over the API and over ESB v2, and has to give the same.</summary>
    private static readonly string[] Lines =
    [
        "100..111 + 113..117 | Get-BkJobInstanceStatus -IncludeHosts", // 112 is of Job 2.x, which has no other API.
        "100, 107, 117, 119 | Get-BkJobInstanceStatus -IncludeHosts | Where-Object Status -eq 4",
        "100, 117 | Get-BkJobInstanceStatus -IncludeHosts | ForEach-Object Steps",
        "Get-BkJobStepIpStatus 100",
        "100, 117 | Get-BkJobStepIpStatus -Failed",
        "Get-BkJobStepIpStatus 100 -Status NonZeroExitCode, 1",
        "Get-BkJobStepIpStatus 100 -Ip 10.0.0.1*",
        "Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed",
        "(Get-BkJobInstanceStatus 100).Steps[1] | Get-BkJobStepIpStatus",
        "Get-BkJobInstanceStatus 9127 -ScopeType biz_set -ScopeId 9000001 -IncludeHosts",
        "Get-BkJobInstanceStatus 9127 -BizId 9000001 -IncludeHosts | Get-BkJobStepIpStatus",
        "9007199254740993, 100 | Wait-BkJobInstance -IncludeHosts | Sort-Object Id",
        "100, 103, 111 | Wait-BkJobInstance -Quiet",
        "Get-BkJobInstanceStatus 99999; Get-BkJobInstanceStatus 100 -BizId 2",
    ];

    [Theory]
    [MemberData(nameof(Apis))]
    public void Pipeline_returns_the_same_objects_over_every_api(string api)
    {
        using Session over = Connect(api);
        using Session reference = Connect(Reference);
        foreach (string line in Lines)
        {
            Outcome given = over.Run(line);
            Outcome expected = reference.Run(line);

            Assert.Equal((line, string.Join(' ', expected.ErrorIds)), (line, string.Join(' ', given.ErrorIds)));
            Assert.True(expected.Output.Count + expected.ErrorIds.Length > 0, line);
            Assert.Equal(Common(line, expected), Common(line, given));
        }
    }

    /// <summary>What an API does not say is null, and what only it says is there.</summary>
    [Theory]
    [MemberData(nameof(Apis))]
    public void Fields_missing_in_an_api_are_null(string api)
    {
        using Session over = Connect(api);
        using Session reference = Connect(Reference);
        const string Line = "Get-BkJobInstanceStatus 100 -IncludeHosts";
        IReadOnlyDictionary<string, string> others = Dump.Of(over.Run(Line).ThrowIfFailed().Output.Single());
        IReadOnlyDictionary<string, string> v2 = Dump.Of(reference.Run(Line).ThrowIfFailed().Output.Single());

        Assert.All(others.Where(line => NotSaidByOthers.IsMatch(line.Key) && line.Key != "RequestId"), line => Assert.Equal((line.Key, "null"), (line.Key, line.Value)));
        Assert.All(v2.Where(line => SaidByOthersAlone.IsMatch(line.Key)), line => Assert.Equal((line.Key, "null"), (line.Key, line.Value)));
        Assert.All(
            ["Operator", "StartWay", "PlanId", "CurrentStepInstanceId", "Steps[0].StepId", "Steps[0].Operator"],
            name => Assert.NotEqual((name, "null"), (name, v2[name])));
        Assert.All(
            ["HostId", "ExitCode", "Tag", "StartTime", "EndTime", "TotalTime"],
            name => Assert.NotEqual((name, "null"), (name, others[$"Steps[1].IpStatuses[0].{name}"])));
    }

    /// <summary>A line, and the requests that it takes: those without hosts, those with.</summary>
    public static TheoryData<string, string, int, int> Requests => new()
    {
        { "EsbV3", "Get-BkJobInstanceStatus 100", 1, 0 },
        { "EsbV3", "Get-BkJobInstanceStatus 100 -IncludeHosts", 0, 1 },
        { "GatewayV3", "Get-BkJobStepIpStatus 100 -Failed", 0, 1 },
        { "GatewayV4", "Get-BkJobInstanceStatus 100 | Get-BkJobStepIpStatus -Failed", 1, 1 },
        { "GatewayV4", "Get-BkJobInstanceStatus 100 -IncludeHosts | Get-BkJobStepIpStatus -Failed", 0, 1 },
        { "GatewayV4", "(Get-BkJobInstanceStatus 100).Steps[1] | Get-BkJobStepIpStatus", 1, 1 },
        { "GatewayV3", "Wait-BkJobInstance 100", 1, 0 },
        { "GatewayV3", "Wait-BkJobInstance 100 -IncludeHosts", 1, 1 },
        { "GatewayV4", "Wait-BkJobInstance 100 -IncludeHosts -Timeout 0", 0, 1 },
        { "GatewayV4", "Get-BkJobInstanceStatus 100 | Wait-BkJobInstance", 1, 0 },
        { "GatewayV4", "Get-BkJobInstanceStatus 100 -IncludeHosts | Wait-BkJobInstance -IncludeHosts", 0, 1 },
        { "GatewayV4", "Get-BkJobInstanceStatus 100 | Wait-BkJobInstance -IncludeHosts -Timeout 0", 1, 1 },
        { "EsbV2", "Get-BkJobInstanceStatus 100 | Wait-BkJobInstance -IncludeHosts", 1, 0 },
        { "EsbV2", "Get-BkJobInstanceStatus 100 -IncludeHosts | Get-BkJobStepIpStatus -Failed", 1, 0 },
        { "EsbV2", "Wait-BkJobInstance 100 -IncludeHosts", 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Hosts_are_requested_only_when_needed(string api, string line, int without, int with)
    {
        using Session session = Connect(api);

        session.Run(line).ThrowIfFailed();

        ILookup<bool, RecordedRequest> asked = _server.Requests.All.ToLookup(request =>
            request.Query.Contains("return_ip_result=true", StringComparison.Ordinal)
            || request.Query.Contains("return_execute_object_result=true", StringComparison.Ordinal));
        Assert.Equal((without, with), (asked[false].Count(), asked[true].Count()));
    }

    [Theory]
    [InlineData("EsbV3")]
    [InlineData("GatewayV4")]
    public void Finished_job_without_hosts_gets_them_with_IncludeHosts(string api)
    {
        using Session session = Connect(api);
        Assert.Equal(
            "37/40 40",
            session.Run("$j = Get-BkJobInstanceStatus 100 | Wait-BkJobInstance -IncludeHosts; \"$($j.Hosts) $(@($j.Steps.IpStatuses).Count)\"").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("EsbV3")]
    [InlineData("GatewayV4")]
    public void Object_without_hosts_states_it(string api)
    {
        using Session session = Connect(api);

        object[] facts = [.. session.Run(
            "$job = Get-BkJobInstanceStatus 100; $job.HostsIncluded; $null -eq $job.Hosts; $job.Steps[0].HostsIncluded; $job.Steps[0].IpStatuses.Count")
            .ThrowIfFailed().Output];

        Assert.Equal([false, true, false, 0], facts);
        Assert.Matches(@"✗ Failed +Deploy .* - ", session.Print("Get-BkJobInstanceStatus 100"));
    }

    /// <summary>The address as people have it: the host, the whole base, or the base without its stage.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("api/bk-job")]
    [InlineData("api/bk-job/prod")]
    [InlineData("api/bk-job/prod/")]
    public void Gateway_is_found_from_its_host_or_its_whole_address(string path)
    {
        using var session = new Session();
        session.Set("server", new Uri(_server.Address, path).ToString());
        session.Set("secret", Session.Secure("demo-secret"));

        session.Run("Connect-BkJob $server -Api GatewayV4 -AppCode ops -AppSecret $secret -UserName admin -BizId 1").ThrowIfFailed();

        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
        Assert.Equal("/api/bk-job/prod/api/v4/get_job_instance_status", _server.Requests.All.Single().Path);
    }

    /// <summary>What the server offers, what was chosen, and the one to try that the error names first.</summary>
    public static TheoryData<ServerApis, string, string> WhenNotSupported => new()
    {
        { ServerApis.EsbV2, "EsbV3", "-Api EsbV2" },
        { ServerApis.EsbV3, "EsbV2", "-Api EsbV3" },
        { ServerApis.GatewayV3, "GatewayV4", "-Api GatewayV3" },
        { ServerApis.GatewayV4, "GatewayV3", "-Api GatewayV4" },
    };

    [Theory]
    [MemberData(nameof(WhenNotSupported))]
    public async Task Unsupported_api_error_names_the_one_to_try(ServerApis offered, string chosen, string advice)
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Apis = offered }, TestContext.Current.CancellationToken);
        using Session session = Session.ConnectedTo(server, $"-Api {chosen}");

        ErrorRecord error = session.Run("Get-BkJobInstanceStatus 100").Errors.Single();

        Assert.StartsWith("BkJobApiNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal([100L], session.Run($"Connect-BkJob $server {advice} -AppCode ops -AppSecret $secret -UserName admin -BizId 1; (Get-BkJobInstanceStatus 100).Id")
            .ThrowIfFailed().Output);
    }

    [Fact]
    public void Containers_need_v4_and_other_apis_state_it()
    {
        using Session v4 = Connect("GatewayV4");
        object[] names = [.. v4.Run("Get-BkJobStepIpStatus 141 | Where-Object ContainerName | ForEach-Object ContainerName").ThrowIfFailed().Output];
        Assert.Equal(9, names.Length);
        Assert.Contains("app-1", v4.Print("Get-BkJobStepIpStatus 141"), StringComparison.Ordinal);

        foreach (string api in new[] { "EsbV2", "EsbV3", "GatewayV3" })
        {
            using Session other = Connect(api + " -MaximumRetryCount 0");
            ErrorRecord error = other.Run("Get-BkJobStepIpStatus 141").Errors.Single();
            Assert.StartsWith("BkJobServerError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("GatewayV4", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    /// <summary>Faults of the gateway and of v4, in their own envelopes, are the same errors as those of ESB.</summary>
    public static TheoryData<string, string, string> Rejections => new()
    {
        { "GatewayV3", "-AppSecret $wrong -UserName admin", "BkJobAuthenticationFailed" },
        { "GatewayV4", "-AppSecret $wrong -UserName admin", "BkJobAuthenticationFailed" },
        { "EsbV3", "-AppSecret $wrong -UserName admin", "BkJobAuthenticationFailed" },
        { "GatewayV4", "-AppSecret $secret -UserName admin -Stage test", "BkJobApiNotFound" },
        { "GatewayV4", "-AppSecret $secret -Token $wrong", "BkJobAuthenticationFailed" },
    };

    [Theory]
    [MemberData(nameof(Rejections))]
    public void Error_is_the_same_over_every_api(string api, string who, string id)
    {
        using var session = new Session();
        session.Set("server", _server.Address.ToString());
        session.Set("secret", Session.Secure("demo-secret"));
        session.Set("wrong", Session.Secure("wrong-secret"));

        session.Run($"Connect-BkJob $server -Api {api} -AppCode ops {who} -BizId 1").ThrowIfFailed();

        Assert.Equal([id], session.Run("Get-BkJobInstanceStatus 100").ErrorIds);
    }

    [Theory]
    [InlineData("-Api EsbV2 -Stage prod", "-Stage")]
    [InlineData("-Api EsbV3 -ApplicationState", "-ApplicationState")]
    [InlineData("-Api GatewayV3 -CredentialLocation Query", "header only")]
    [InlineData("-Api GatewayV4 -CredentialLocation Body", "header only")]
    public void Unsupported_parameter_is_rejected_before_any_request(string more, string words)
    {
        using var session = new Session();
        session.Set("secret", Session.Secure("x"));

        Outcome outcome = session.Run($"Connect-BkJob https://bkapi.example.com -AppCode ops -AppSecret $secret -UserName admin {more}");

        Assert.Equal(["BkJobInvalidArgument"], outcome.ErrorIds);
        Assert.Contains(words, outcome.Terminating!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Default_timeout_depends_on_the_api()
    {
        using var session = new Session();
        session.Set("secret", Session.Secure("x"));
        const string Line = "(Connect-BkJob https://s.example.com -AppCode ops -AppSecret $secret -UserName admin -PassThru";

        Assert.Equal(
            [40, 40, 70, 70, 5],
            session.Run(string.Join("; ", new[] { "EsbV2", "EsbV3", "GatewayV3", "GatewayV4", "GatewayV4 -TimeoutSec 5" }
                .Select(api => $"{Line} -Api {api}).TimeoutSec"))).ThrowIfFailed().Output);
    }

    [Fact]
    public async Task Tenant_is_sent_to_a_multi_tenant_server()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { TenantId = "blue" }, TestContext.Current.CancellationToken);
        foreach ((string more, string expected) in new[]
        {
            ("-TenantId blue", ""), ("-TenantId red", "BkJobPermissionDenied"), ("", "BkJobAuthenticationFailed"),
        })
        {
            using Session session = Session.ConnectedTo(server, $"-Api GatewayV4 {more}");
            Outcome outcome = session.Run("Get-BkJobInstanceStatus 100");
            Assert.Equal((more, expected), (more, string.Join(' ', outcome.ErrorIds)));
            Assert.All(outcome.Errors, error => Assert.Contains("Connect-BkJob -TenantId", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal));
        }
    }

    private Session Connect(string api) => Session.ConnectedTo(_server, $"-Api {api} -Language en");

    private static IEnumerable<string> Common(string line, Outcome outcome) => outcome.Output.SelectMany((value, number) => Dump.Of(value)
        .Select(field => (Name: value.GetType().Name == "StepIpStatus" ? $"IpStatuses[0].{field.Key}" : field.Key, field.Value))
        .Where(field => !NotSaidByOthers.IsMatch(field.Name) && !SaidByOthersAlone.IsMatch(field.Name))
        .Select(field => $"{line} [{number}] {field.Name} = {Rounded(field.Value)}"));

    /// <summary>v2 cuts its times to whole seconds and writes an offset of its own.</summary>
    private static string Rounded(string value) => DateTimeOffset.TryParseExact(value, "O", null, default, out DateTimeOffset time)
        ? time.ToUniversalTime().ToString("s", null)
        : value;

    [GeneratedRegex(@"(^|\.)(Operator|StartWay|PlanId|CurrentStepInstanceId|StepId|PauseAfter|RequestId)$")]
    private static partial Regex NotSaid();

    [GeneratedRegex(@"IpStatuses\[\d+\]\.(HostId|Ipv6|ExitCode|ErrorCode|Tag|StartTime|EndTime|TotalTime)$")]
    private static partial Regex SaidAlone();
}
