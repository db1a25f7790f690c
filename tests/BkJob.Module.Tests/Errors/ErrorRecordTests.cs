using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Errors as scripts catch, log and display them.</summary>
public sealed class ErrorRecordTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string AdviceSwitch = "BkJob.EngineDisplaysRecommendedAction";

    private readonly SimulatorServer _server = simulator.Server;

    public static TheoryData<string> Lines =>
    [
        "Get-BkJobInstanceStatus 99999", "Get-BkJobStepIpStatus 100 -StepInstanceId 5", "Wait-BkJobInstance 99999",
        "Wait-BkJobInstance 102 -Timeout 0", "Wait-BkJobInstance 100 -ErrorOnFailure", "Get-BkJobInstanceStatus 100 -Context nobody",
        "Get-BkJobInstanceStatus 100 -ScopeType biz", "Get-BkJobInstanceStatus", "'x' | Get-BkJobInstanceStatus", "$null | Wait-BkJobInstance",
        "Get-BkJobContext nobody", "Disconnect-BkJob nobody", "Connect-BkJob https://paas.example.com",
        "Connect-BkJob https://paas.example.com -AppCode a -AppSecret $secret -UserName u -TimeZone Mars",
        "Connect-BkJob https://paas.example.com -AppCode a -SecretName s -UserName u",
        "Disconnect-BkJob *; Get-BkJobInstanceStatus 100",
    ];

    public static TheoryData<string> BindingLines =>
    [
        "Get-BkJobInstanceStatus abc", "Get-BkJobInstanceStatus 0", "Get-BkJobInstanceStatus 100 -BizId x", "Get-BkJobInstanceStatus 100 -ThrottleLimit 0",
        "Get-BkJobInstanceStatus 100 -ScopeType planet -ScopeId 1", "Get-BkJobStepIpStatus 100 -StepInstanceId 0", "Get-BkJobStepIpStatus 100 -Status Purple",
        "Get-BkJobStepIpStatus 100 -Ip ''", "Wait-BkJobInstance 100 -Timeout ''", "Wait-BkJobInstance 100 -PollInterval 0", "Connect-BkJob paas.example.com",
        "Connect-BkJob -AppCode ''", "Connect-BkJob -AppSecret text", "Connect-BkJob -AppSecret $null", "Connect-BkJob -Api Soap", "Connect-BkJob -Stage 'a b'",
        "Connect-BkJob -TenantId 'a b'", "Connect-BkJob -Language fr", "Connect-BkJob -TimeoutSec 0", "Connect-BkJob -MaximumRetryCount -1",
        "Connect-BkJob -MaximumResponseSize 0", "Connect-BkJob -Proxy x", "Connect-BkJob -CredentialLocation Cookie", "Connect-BkJob -Name ' '",
        "Get-BkJobContext -Name ''", "Disconnect-BkJob -Name $null",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    [MemberData(nameof(BindingLines))]
    public void Typed_catch_block_catches_every_error(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(
            "typed BkJobException",
            session.Run(
                $"$ErrorActionPreference = 'Stop'; try {{ $null = {line} }} catch [BkJob.BkJobException] {{ \"typed BkJobException\" }} catch {{ \"$_\" }}"
                    .Replace("$null = Disconnect-BkJob *;", "Disconnect-BkJob *;", StringComparison.Ordinal)).ThrowIfFailed().Text);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Exception_is_a_BkJobException_without_a_record(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        ErrorRecord error = session.Run(line).AllErrors.Single();
        Assert.StartsWith("BkJob.", error.Exception.GetType().FullName, StringComparison.Ordinal);
        Assert.False(error.Exception is IContainsErrorRecord);
        Assert.Equal($"BkJob{((dynamic)error.Exception).Kind}", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Every_exception_type_derives_from_BkJobException()
    {
        using Session session = Session.ConnectedTo(_server);
        string[] others = session.Run(
            "$assemblies = [BkJob.BkJobException].Assembly, (Get-Command Get-BkJobContext).ImplementingType.Assembly; "
            + "$assemblies.GetTypes() | Where-Object { [exception].IsAssignableFrom($_) -and -not [BkJob.BkJobException].IsAssignableFrom($_) } | "
            + "ForEach-Object FullName").ThrowIfFailed().As<string>();
        Assert.Empty(others);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 99999", "99999")]
    [InlineData("Get-BkJobStepIpStatus 99999", "99999")]
    [InlineData("Wait-BkJobInstance 99999", "99999")]
    [InlineData("Wait-BkJobInstance 102 -Timeout 0", "102")]
    [InlineData("Wait-BkJobInstance 100 -ErrorOnFailure", "100")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 5", "100")]
    [InlineData("[pscustomobject]@{ Id = 103; Context = 'nobody' } | Get-BkJobInstanceStatus", "103")]
    [InlineData("[pscustomobject]@{ Id = 103; ScopeType = 'biz' } | Get-BkJobInstanceStatus", "103")]
    [InlineData("Connect-BkJob http://127.0.0.1:1 -AppCode a -AppSecret $secret -UserName u -MaximumRetryCount 0; Get-BkJobInstanceStatus 4711 -BizId 1", "4711")]
    public void Exception_message_identifies_the_job(string line, string id)
    {
        using Session session = Session.ConnectedTo(_server);
        ErrorRecord error = session.Run(line).AllErrors.Single();
        Assert.Contains(id, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Recommendation_is_displayed_once_by_every_engine(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        foreach (bool isDisplayedByEngine in new[] { false, true })
        {
            AppContext.SetSwitch(AdviceSwitch, isDisplayedByEngine);
            try
            {
                ErrorRecord error = session.Run(line).AllErrors.Single();
                string advice = error.ErrorDetails.RecommendedAction;
                Assert.NotEmpty(advice);
                Assert.Equal(!isDisplayedByEngine, error.ToString().EndsWith($"{error.Exception.Message}\n  Recommendation: {advice}", StringComparison.Ordinal));
                Assert.DoesNotContain("Recommendation", error.Exception.Message, StringComparison.Ordinal);
                session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1").ThrowIfFailed();
            }
            finally
            {
                // Without the switch the version of the engine decides.
                AppContext.SetData(AdviceSwitch, null);
            }
        }
    }

    [Fact]
    public void Recommendation_follows_the_version_of_the_engine()
    {
        using Session session = Session.ConnectedTo(_server);
        ErrorRecord error = session.Run("Get-BkJobInstanceStatus 99999").Errors.Single();
        bool isDisplayedByEngine = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);
        Assert.Equal(!isDisplayedByEngine, error.ErrorDetails.Message.Contains("Recommendation", StringComparison.Ordinal));
    }
}
