using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Targets and variables as PowerShell users specify them. The core tests what each notation means.</summary>
public sealed class StartInputTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { Catalogue = false });
        _server.Jobs.Plans.Add(new SimulatedPlan
        {
            Id = 10,
            Name = "Deploy",
            Variables =
            [
                new SimulatedPlanVariable { Id = 1, Name = "VERSION", Value = "2.14.1" },
                new SimulatedPlanVariable { Id = 2, Name = "hosts", Type = 3, Hosts = [new(101, "10.0.0.7")] },
                new SimulatedPlanVariable { Id = 3, Name = "PASSWORD", Type = 4, Value = "not-to-be-shown" },
                new SimulatedPlanVariable { Id = 4, Name = "OPTIONS", Type = 5 },
                new SimulatedPlanVariable { Id = 5, Name = "DIRS", Type = 6, Value = "(\"/data\")" },
            ],
            Steps = [new SimulatedPlanStep { Name = "Restart", TargetVariable = "hosts" }],
        });
        _server.Jobs.Add(new SimulatedJob { Id = 1, FixedStatus = 4, Steps = [new SimulatedStep { Hosts = 2, Seconds = 1 }] });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string> Values => new()
    {
        { "hosts = 101..103", "hosts = 101; 102; 103 (hosts: 3)" },
        { "hosts = 1..3 | ForEach-Object { $_ }", "hosts = 1; 2; 3 (hosts: 3)" },
        { "hosts = 101, @('0:10.0.0.8', @('topo:module/1000'))", "hosts = 101; 0:10.0.0.8; topo:module/1000" },
        { "hosts = [Collections.Generic.HashSet[int]]@(1, 2)", "hosts = 1; 2 (hosts: 2)" },
        { "hosts = 'HostId,Ip,CloudId', '101,10.0.0.1,0', ',10.0.0.2,0' | ConvertFrom-Csv", "(hosts: 2)" },
        { "hosts = [pscustomobject]@{ HostId = 5 }", "hosts = 5 (hosts: 1)" },
        { "hosts = @{ Ip = '10.0.0.9'; CloudId = 0 }", "hosts = 0:10.0.0.9 (hosts: 1)" },
        { "hosts = Get-BkJobStepIpStatus 1", "(hosts: 2)" },
        { "hosts = Get-BkJobStepIpStatus 1 | ConvertTo-Csv | ConvertFrom-Csv", "(hosts: 2)" },
        { "hosts = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-BkJobStepIpStatus 1)))", "(hosts: 2)" },
        { "hosts = (Get-BkJobPlan 10).Variables[1].DefaultTarget", "hosts = 101 (0:10.0.0.7) (hosts: 1)\n" },
        { "hosts = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-BkJobPlan 10).Variables[1].DefaultTarget))", "(hosts: 1)\n" },
        { "version = [semver]'2.15.0'", "VERSION = 2.15.0\n" },
        { "VERSION = (Write-Output 7)", "VERSION = 7\n" },
        { "OPTIONS = [ordered]@{ a = 1; b = (Write-Output 'x y') }", "OPTIONS = ([\"a\"]=\"1\" [\"b\"]=\"x y\")" },
        { "DIRS = 'a', (Write-Output 'b')", "DIRS = (\"a\" \"b\")" },
        { "PASSWORD = $secret", "PASSWORD = •••\n" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_is_displayed_before_a_start(string value, string expected)
    {
        using Session session = Connect();
        Assert.Contains(expected, session.Print($"Start-BkJobPlan 10 -Variable @{{ {value} }} -WhatIf"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VERSON = 1", "BkJobUnknownVariable")]
    [InlineData("VERSION = @(1, 2)", "BkJobInvalidVariable")]
    [InlineData("VERSION = $secret", "BkJobInvalidVariable")]
    [InlineData("VERSION = [pscustomobject]@{ a = 1 }", "BkJobInvalidVariable")]
    [InlineData("PASSWORD = '******'", "BkJobInvalidVariable")]
    [InlineData("hosts = $null", "BkJobEmptyTarget")]
    [InlineData("hosts = & {}", "BkJobEmptyTarget")]
    [InlineData("hosts = @()", "BkJobEmptyTarget")]
    [InlineData("hosts = '10.0.0.7'", "BkJobInvalidTarget")]
    [InlineData("hosts = 1, $null", "BkJobInvalidTarget")]
    [InlineData("hosts = Get-BkJobInstanceStatus 1", "BkJobInvalidTarget")]
    [InlineData("hosts = Get-Process -Id $PID", "BkJobInvalidTarget")]
    public void Invalid_value_is_an_error_before_a_start(string value, string id)
    {
        using Session session = Connect();
        ErrorRecord error = Assert.Single(session.Run($"Start-BkJobPlan 10 -Variable @{{ {value} }}").AllErrors);
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId);
        Assert.EndsWith("(Get-BkJobPlan 10 -BizId 1).Variables", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests.Count("execute_job_plan"));
    }

    [Theory]
    [InlineData("-Target @()", "BkJobEmptyTarget")]
    [InlineData("-Target $null", "BkJobEmptyTarget")]
    [InlineData("-Target ''", "BkJobEmptyTarget")]
    [InlineData("-Target '10.0.0.7'", "BkJobInvalidTarget")]
    [InlineData("-Target '101,102'", "BkJobInvalidTarget")]
    [InlineData("-Target 101..140 -MaxTarget 39", "BkJobTooManyTargets")]
    [InlineData("-Target ([pscustomobject]@{ ContainerName = 'web' })", "BkJobNotSupported")]
    public void Invalid_target_is_an_error_before_a_start(string target, string id)
    {
        using Session session = Connect();
        ErrorRecord error = Assert.Single(session.Run($"Start-BkJobScript -Script date -Language Shell -Account root {target}").AllErrors);
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId);
        Assert.Contains("Start-BkJobScript -Path ./script.sh -Target ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("topo:biz/2", "")]
    [InlineData("topo:biz/2", "-MaxTarget 1")]
    [InlineData("7, group:blo8", "-MaxTarget 20")]
    public void Limit_that_cannot_be_checked_is_an_error(string target, string parameter)
    {
        Environment.SetEnvironmentVariable("BKJOB_MAX_TARGET", "5");
        try
        {
            using Session session = Connect();
            string line = $"Start-BkJobScript -Script date -Language Shell -Account root -Target {target} -WhatIf";
            ErrorRecord error = Assert.Single(session.Run($"{line} {parameter}").AllErrors);
            Assert.Equal(("BkJobTooManyTargets", ErrorCategory.LimitsExceeded), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
            Assert.Contains(target.Split(", ")[^1], error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("Start-BkJobScript ... -MaxTarget 0", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            session.Run($"{line} -MaxTarget 0").ThrowIfFailed();
        }
        finally
        {
            Environment.SetEnvironmentVariable("BKJOB_MAX_TARGET", null);
        }
    }

    /// <summary>PowerShell passes a range on the command line as a text.</summary>
    [Theory]
    [InlineData("101..140")]
    [InlineData("(101..140)")]
    [InlineData("101..110, 110..140")]
    public void Range_is_a_target(string range)
    {
        using Session session = Connect();
        Assert.Contains(
            "40 hosts",
            session.Print($"Start-BkJobScript -Script date -Language Shell -Account root -Target {range} -MaxTarget 40 -WhatIf"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Default_cloud_area_of_the_context_completes_addresses()
    {
        using Session session = Connect("-DefaultCloudId 3");
        Assert.Contains("hosts = 3:10.0.0.7 ", session.Print("Start-BkJobPlan 10 -Variable @{ hosts = '10.0.0.7' } -WhatIf"), StringComparison.Ordinal);
    }

    private Session Connect(string more = "") => Session.ConnectedTo(_server, $"-Api EsbV3 {more}", width: 300);
}
