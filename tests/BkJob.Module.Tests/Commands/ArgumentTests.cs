using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Missing, blank and unusual arguments.</summary>
public sealed class ArgumentTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    public static TheoryData<string> WithoutId => [.. from cmdlet in new[] { "Get-BkJobInstanceStatus", "Wait-BkJobInstance", "Get-BkJobStepIpStatus" }
                                                     from arguments in new[] { "", "-BizId 1", "$null", "@()", "-Id $null", "-Id @()", "-Id (& { })" }
                                                     select $"{cmdlet} {arguments}"];

    [Theory]
    [MemberData(nameof(WithoutId))]
    public void Missing_ID_is_reported(string line)
    {
        using Session session = Session.ConnectedTo(_server);
        _server.Requests.Clear();
        ErrorRecord error = session.Run(line).Terminating!;
        Assert.StartsWith("BkJobInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("No job instance ID was specified.", error.Exception.Message);
        Assert.Contains("-Id", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("''", 1)]
    [InlineData("'  ', '103'", 1)]
    [InlineData("'103', '', '105'", 1)]
    [InlineData("$null, 103, $null", 2)]
    [InlineData("(\"103`n`n105`n\" -split \"`n\")", 2)]
    public void Blank_ID_is_an_error_and_others_continue(string ids, int errors)
    {
        using Session session = Session.ConnectedTo(_server);
        string[] valid = [.. new[] { "103", "105" }.Where(id => ids.Contains(id, StringComparison.Ordinal))];
        foreach (string line in new[] { $"Get-BkJobInstanceStatus -Id {ids}", $"Get-BkJobInstanceStatus {ids}", $"{ids} | Get-BkJobInstanceStatus", $"Wait-BkJobInstance {ids} -ThrottleLimit 1" })
        {
            Outcome outcome = session.Run($"{line} | ForEach-Object Id");
            Assert.Equal(valid, outcome.Output.Select(id => $"{id}"));
            Assert.Equal(Enumerable.Repeat("BkJobInvalidArgument", errors), outcome.ErrorIds);
        }
    }

    /// <summary>All numeric parameters of all cmdlets, so that a new one cannot be forgotten. For an ID, blank means none.</summary>
    [Theory]
    [InlineData("''")]
    [InlineData("'  '")]
    [InlineData("$true")]
    [InlineData("'x'")]
    [InlineData("NaN")]
    [InlineData("[BkJob.JobStatus]::Failed")]
    public void Numeric_parameters_reject_what_is_not_a_number(string value)
    {
        using Session session = Session.ConnectedTo(_server);
        string[] parameters = session.Run(
            // OutBuffer, First and Skip are parameters of PowerShell itself.
            "Get-Command -Module BkJob | ForEach-Object { foreach ($p in $_.Parameters.Values) { "
            + "$type = [Nullable]::GetUnderlyingType($p.ParameterType) ?? $p.ParameterType; "
            + "$id = $_.Parameters.ContainsKey('Id') -and $p.Name -ne 'Id' -and $_.Name -ne 'Connect-BkJob' ? ' -Id 100' : ''; "
            + "if (($type.IsPrimitive -or $type -eq [long[]]) -and $type -ne [bool] -and $p.Name -notin 'OutBuffer', 'First', 'Skip') { "
            + "\"$($_.Name)$id -$($p.Name)\" } } }").ThrowIfFailed().As<string>();
        Assert.True(parameters.Length >= 12, string.Join(' ', parameters));
        bool isBlank = value.Trim('\'', ' ').Length == 0;
        _server.Requests.Clear();
        foreach (string parameter in parameters.Where(parameter => !isBlank || !parameter.EndsWith("Id", StringComparison.Ordinal)))
        {
            ErrorRecord? error = session.Run($"{parameter} {value}").Terminating;
            Assert.StartsWith("ParameterArgumentTransformationError,", error?.FullyQualifiedErrorId ?? parameter, StringComparison.Ordinal);
            Assert.Matches("is not (a )?valid", error!.ToString());
        }

        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("Wait-BkJobInstance 102 -Timeout (New-TimeSpan) -PollInterval 1", "BkJobWaitTimeout")]
    [InlineData("Wait-BkJobInstance 102 -Timeout ([timespan]'0:0:0.3') -PollInterval ([timespan]'0:0:0.2')", "BkJobWaitTimeout")]
    [InlineData("Wait-BkJobInstance 102 -Timeout '0.3'", "BkJobWaitTimeout")]
    [InlineData("Wait-BkJobInstance 103 -Timeout ([System.Threading.Timeout]::InfiniteTimeSpan)", "")]
    [InlineData("Wait-BkJobInstance 103 -Timeout ([timespan]'1.00:00')", "")]
    [InlineData("Wait-BkJobInstance 103 -Timeout ([timespan]::FromSeconds(-2))", "ParameterArgumentTransformationError")]
    [InlineData("Wait-BkJobInstance 103 -Timeout ([timespan]::MaxValue)", "ParameterArgumentTransformationError")]
    [InlineData("Wait-BkJobInstance 103 -PollInterval ([timespan]'0:0:0.1')", "ParameterArgumentTransformationError")]
    [InlineData("Connect-BkJob $server -AppCode a -AppSecret $secret -UserName u -TimeoutSec ([timespan]'0:01')", "")]
    [InlineData("Connect-BkJob $server -AppCode a -AppSecret $secret -UserName u -TimeoutSec ([timespan]'0:0:1.5')", "ParameterArgumentTransformationError")]
    [InlineData("Connect-BkJob $server -AppCode a -AppSecret $secret -UserName u -MaximumResponseSize '1mb' -MaximumRetryCount '0'", "")]
    public void TimeSpan_is_accepted_where_seconds_are(string line, string errorIds)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(errorIds, string.Join(' ', session.Run(line).ErrorIds));
    }

    [Theory]
    [InlineData("Wait-BkJobInstance $jobs[0]", "100")]
    [InlineData("Wait-BkJobInstance $jobs", "100 103")]
    [InlineData("Wait-BkJobInstance -JobInstance $jobs", "100 103")]
    [InlineData("Wait-BkJobInstance $jobs[0].Steps", "100")]
    [InlineData("Wait-BkJobInstance $copies", "100 103")]
    [InlineData("Wait-BkJobInstance -JobInstance $copies", "100 103")]
    [InlineData("Wait-BkJobInstance $copies[0].Steps[0]", "100")]
    [InlineData("Get-BkJobInstanceStatus $jobs", "100 103")]
    [InlineData("Get-BkJobInstanceStatus -JobInstance $jobs[1]", "103")]
    [InlineData("Get-BkJobInstanceStatus $jobs[0].Steps[1]", "100")]
    [InlineData("Get-BkJobInstanceStatus -StepInstance $copies[0].Steps", "100 100 100")]
    [InlineData("Get-BkJobStepIpStatus $jobs -Failed | Select-Object @{ n = 'Id'; e = { $_.JobInstanceId } }", "100 100 100")]
    [InlineData("Get-BkJobStepIpStatus -JobInstance $jobs -Failed | Select-Object @{ n = 'Id'; e = { $_.JobInstanceId } }", "100 100 100")]
    [InlineData("Get-BkJobStepIpStatus $jobs[0].Steps[0, 1] -Failed | Select-Object @{ n = 'Id'; e = { $_.JobInstanceId } }", "100 100 100")]
    public void Objects_are_accepted_as_arguments(string line, string ids)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run(
            "$jobs = 100, 103 | Get-BkJobInstanceStatus; "
            + "$copies = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($jobs, 2))").ThrowIfFailed();
        Assert.Equal(ids.Split(' '), session.Run($"{line} | ForEach-Object Id").ThrowIfFailed().Output.Select(id => $"{id}").Order());
    }

    public static TheoryData<string, string> Texts => [.. from text in new[] { "-Stage {0}", "-TenantId {0}", "-Language {0}", "-AppCode {0}", "-UserName {0}", "-ScopeId {0}" }
                                                          from ending in new[] { "`n", "`r", "`r`n", "`0", "`t", "`u{85}" }
                                                          select (text, ending)];

    [Theory]
    [MemberData(nameof(Texts))]
    [InlineData("-Language {0}", "`u{200b}")]
    [InlineData("-Stage {0}", "`u{200b}")]
    [InlineData("-TenantId {0}", "`u{200b}")]
    [InlineData("-ScopeId {0}", "`u{200b}")]
    [InlineData("-Stage {0}", "/")]
    public void Text_of_a_path_or_header_is_validated_to_its_end(string parameter, string ending)
    {
        using Session session = Session.ConnectedTo(_server);
        _server.Requests.Clear();
        string value = string.Format(null, parameter, $"\"en{ending}\"");
        string others = string.Join(' ', new[] { "-AppCode a", "-UserName u" }.Where(other => !value.StartsWith(other.Split(' ')[0], StringComparison.Ordinal)));
        string line = parameter.StartsWith("-ScopeId", StringComparison.Ordinal)
            ? $"Get-BkJobInstanceStatus 100 -ScopeType biz {value}"
            : $"Connect-BkJob https://bkapi.example.com -Api GatewayV3 -AppSecret $secret -ApplicationState {others} {value}";
        Outcome outcome = session.Run(line);
        Assert.NotNull(outcome.Terminating);
        Assert.Empty(_server.Requests.All);
    }
}
