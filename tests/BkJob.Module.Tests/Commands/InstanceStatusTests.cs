using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

public sealed class InstanceStatusTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where Status -eq 4", "100")]
    [InlineData("Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where Status -eq Failed", "100")]
    [InlineData("Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where { $_.Status -eq 'Failed' }", "100")]
    [InlineData("Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where Status -eq 3", "")]
    [InlineData("101..116 | Get-BkJobInstanceStatus | Where Status -eq 4", "104")]
    [InlineData("101..116 | Get-BkJobInstanceStatus | Where Status -in 9, Abandoned", "109 114")]
    [InlineData("101..116 | Get-BkJobInstanceStatus | Where { $_.Status -eq 21 }", "116")]
    [InlineData("101..116 | Get-BkJobInstanceStatus | Where IsFinished -eq $false", "101 102 107 110 115 116")]
    [InlineData("101..116 | Get-BkJobInstanceStatus | Where Outcome -eq Cancelled", "108 111 113")]
    [InlineData("101..116 | Get-BkJobInstanceStatus | Where Outcome -eq Failed", "104 109 112 114")]
    [InlineData("Get-BkJobInstanceStatus 100, 103 -BizId 1", "100 103")]
    [InlineData("Get-BkJobInstanceStatus -JobInstanceId 100 -BkBizId 1", "100")]
    [InlineData("Get-BkJobInstanceStatus 20000481177, 9007199254740993", "20000481177 9007199254740993")]
    [InlineData("@(103, 100, 101) | Get-BkJobInstanceStatus -ThrottleLimit 1", "103 100 101")]
    [InlineData("'100', '101' | Get-BkJobInstanceStatus", "100 101")]
    [InlineData("[pscustomobject]@{bk_biz_id='1'; job_instance_id='100'}, [pscustomobject]@{bk_biz_id=''; job_instance_id='101'} | Get-BkJobInstanceStatus", "100 101")]
    [InlineData("[pscustomobject]@{bk_biz_id='  '; job_instance_id='100'}, [pscustomobject]@{bk_biz_id=$null; job_instance_id='101'} | Get-BkJobInstanceStatus", "100 101")]
    [InlineData("[pscustomobject]@{BizId=99; Id=100} | Get-BkJobInstanceStatus -BizId 1", "100")]
    [InlineData("Get-BkJobInstanceStatus 100 | Get-BkJobInstanceStatus", "100")]
    [InlineData("(Get-BkJobInstanceStatus 103).Steps | Get-BkJobInstanceStatus", "103")]
    [InlineData("Get-BkJobInstanceStatus -StepInstance (Get-BkJobInstanceStatus 103).Steps[0]", "103")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | Get-BkJobInstanceStatus", "100 100 100")]
    [InlineData("Get-BkJobInstanceStatus 9127 -ScopeType biz_set -ScopeId 9000001", "9127")]
    [InlineData("Get-BkJobInstanceStatus 9127 -ScopeType biz_set -ScopeId 9000001 -BizId 1", "9127")]
    [InlineData("Get-BkJobInstanceStatus 9127 -BizId 9000001 | Get-BkJobInstanceStatus", "9127")]
    [InlineData("[pscustomobject]@{bk_scope_type='biz_set'; bk_scope_id='9000001'; Id=9127} | Get-BkJobInstanceStatus", "9127")]
    [InlineData("Get-BkJobInstanceStatus 100 -IncludeHosts", "100")]
    public void Pipeline_returns_these_job_instances(string line, string ids)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(ids, string.Join(' ', session.Run($"{line} | ForEach-Object Id").ThrowIfFailed().Output));
    }

    [Fact]
    public void Output_is_the_typed_object()
    {
        using Session session = Session.ConnectedTo(_server);
        object job = session.Run("Get-BkJobInstanceStatus 100").ThrowIfFailed().Output.Single();
        Assert.Equal("BkJob.JobInstance", job.GetType().FullName);
        Assert.Equal(
            "4|Failed|True|Failed|37/40|3|3",
            session.Run("$j = Get-BkJobInstanceStatus 100; [int]$j.Status, $j.Status, $j.IsFinished, $j.Outcome, $j.Hosts, "
                + "$j.Hosts.Failed, $j.Steps.Count -join '|'").Text);
    }

    [Fact]
    public void Properties_are_read_only()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.NotNull(session.Run("(Get-BkJobInstanceStatus 100).Status = 3").Terminating);
        Assert.NotNull(session.Run("(Get-BkJobInstanceStatus 100).Steps[0] = $null").Terminating);
    }

    [Theory]
    [InlineData("100, 99999, 103 | Get-BkJobInstanceStatus", "100 103", "BkJobInstanceNotFound", "99999")]
    [InlineData("100, 0, 103 | Get-BkJobInstanceStatus", "100 103", "BkJobInvalidArgument", null)]
    [InlineData("100, -5, 103 | Get-BkJobInstanceStatus", "100 103", "BkJobInvalidArgument", null)]
    [InlineData("100, 'abc', 103 | Get-BkJobInstanceStatus", "100 103", "BkJobInvalidArgument", null)]
    [InlineData("100, 102.5, 103 | Get-BkJobInstanceStatus", "100 103", "BkJobInvalidArgument", null)]
    [InlineData("100, '1.02e2', 103 | Get-BkJobInstanceStatus", "100 103", "BkJobInvalidArgument", null)]
    [InlineData("@{ Id = 100 }, @{ Id = 102; BizId = 'x' }, @{ Id = 103 } | ForEach-Object { [pscustomobject]$_ } | Get-BkJobInstanceStatus",
        "100 103", "BkJobInvalidArgument", null)]
    [InlineData("[pscustomobject]@{ Id = 100; StepInstanceId = 'x' } | Get-BkJobStepIpStatus", "", "BkJobInvalidArgument", null)]
    [InlineData("Get-BkJobInstanceStatus 99999, 100", "100", "BkJobInstanceNotFound", "99999")]
    [InlineData("Get-BkJobInstanceStatus 100 -BizId 2", "", "BkJobInstanceNotFound", "100")]
    [InlineData("Get-BkJobStepIpStatus 99999", "", "BkJobInstanceNotFound", "99999")]
    public void One_bad_id_does_not_stop_the_others(string line, string ids, string errorId, string? target)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run($"{line} | ForEach-Object Id");
        Assert.Equal(ids, string.Join(' ', outcome.Output));
        Assert.Equal([errorId], outcome.ErrorIds);
        Assert.Null(outcome.Terminating);
        if (target is not null)
        {
            Assert.Equal(target, outcome.Errors.Single().TargetObject.ToString());
        }
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 0")]
    [InlineData("Get-BkJobInstanceStatus -Id -1")]
    [InlineData("Get-BkJobInstanceStatus 100 -BizId 0")]
    [InlineData("Get-BkJobInstanceStatus 100 -BizId -3")]
    [InlineData("Get-BkJobInstanceStatus 100 -BizId 1.5")]
    [InlineData("Get-BkJobInstanceStatus 100, 102.5")]
    [InlineData("Get-BkJobInstanceStatus 100 -BizId '1e0'")]
    [InlineData("Get-BkJobInstanceStatus 100 -ThrottleLimit 0")]
    [InlineData("Get-BkJobInstanceStatus 100 -ScopeType planet -ScopeId 3")]
    [InlineData("Get-BkJobStepIpStatus 100 -Status Purple")]
    [InlineData("Get-BkJobStepIpStatus 0")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 0")]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10001, -1")]
    public void Invalid_parameters_are_rejected_before_any_request(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        _server.Requests.Clear();
        Assert.StartsWith("Parameter", session.Run(line).Terminating!.FullyQualifiedErrorId);
        Assert.Empty(_server.Requests.All);
    }

    /// <summary>A job is never asked about without what could not be read: that would be another business, or all steps.</summary>
    [Theory]
    [InlineData("[pscustomobject]@{ Id = '103'; BizId = 'abc' } | Get-BkJobInstanceStatus", "'abc' is not a valid business ID")]
    [InlineData("[pscustomobject]@{ Id = '103'; BizId = '0' } | Get-BkJobInstanceStatus", "'0' is not a valid business ID")]
    [InlineData("[pscustomobject]@{ Id = 'x' } | Get-BkJobInstanceStatus", "'x' is not a valid job instance ID")]
    [InlineData("'x' | Get-BkJobInstanceStatus", "'x' is not a valid job instance ID")]
    [InlineData("$null | Get-BkJobInstanceStatus", "The input is null")]
    [InlineData("[pscustomobject]@{ Id = '103'; BizId = 'abc' } | Wait-BkJobInstance", "'abc' is not a valid business ID")]
    [InlineData("[pscustomobject]@{ Id = '100'; StepInstanceId = 'abc' } | Get-BkJobStepIpStatus", "'abc' is not a valid step instance ID")]
    public void Piped_input_without_an_id_is_rejected_before_any_request(string line, string words)
    {
        using Session session = Session.ConnectedTo(_server);
        _server.Requests.Clear();
        Outcome outcome = session.Run(line);
        Assert.Empty(outcome.Output);
        Assert.Contains(words, outcome.AllErrors.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100", "-BizId")]
    [InlineData("[pscustomobject]@{bk_biz_id=''; job_instance_id='100'} | Get-BkJobInstanceStatus", "-BizId")]
    [InlineData("Get-BkJobInstanceStatus 100 -ScopeType biz", "-ScopeId")]
    [InlineData("Get-BkJobInstanceStatus 100 -ScopeId 3", "-ScopeType")]
    public void Missing_scope_is_one_terminating_error(string line, string word)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin").ThrowIfFailed();
        _server.Requests.Clear();
        ErrorRecord error = session.Run(line).Terminating!;
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(word, error + error.ErrorDetails.RecommendedAction);
        Assert.Empty(_server.Requests.All);
    }

    [Fact]
    public void Piped_object_is_requested_in_its_own_scope()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$job = Get-BkJobInstanceStatus 9127 -BizId 9000001").ThrowIfFailed();
        _server.Requests.Clear();
        session.Run("$job | Get-BkJobInstanceStatus").ThrowIfFailed();
        session.Run("$job.Steps[0] | Get-BkJobInstanceStatus").ThrowIfFailed();
        Assert.All(_server.Requests.All, request =>
        {
            Assert.Contains("bk_scope_type=biz_set", request.Query);
            Assert.Contains("bk_scope_id=9000001", request.Query);
            Assert.Contains("bk_biz_id=9000001", request.Query);
        });
        Assert.Equal(2, _server.Requests.All.Count);

        _server.Requests.Clear();
        Assert.Equal(["BkJobInstanceNotFound"], session.Run("$job | Get-BkJobInstanceStatus -BizId 1").ErrorIds);
        Assert.DoesNotContain("bk_scope", _server.Requests.All.Single().Query);
    }

    [Fact]
    public void Verbose_shows_each_request_and_no_secret()
    {
        using Session session = Session.ConnectedTo(_server, "-CredentialLocation Query -WarningAction SilentlyContinue");
        Outcome outcome = session.Run("Get-BkJobInstanceStatus 100 -Verbose").ThrowIfFailed();
        string line = outcome.Verbose.Single();
        Assert.Contains("get_job_instance_status", line);
        Assert.Contains("HTTP 200", line);
        Assert.Contains("request ID", line);
        Assert.DoesNotContain("demo-secret", line);
    }
}
