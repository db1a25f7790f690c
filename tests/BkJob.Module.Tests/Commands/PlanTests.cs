using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Get-BkJobPlan and Get-BkJobVariable over each API.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public static TheoryData<string> Apis => ["EsbV2", "EsbV3", "GatewayV3", "GatewayV4"];

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { Catalogue = false });
        Add(10, "Deploy", 1, new SimulatedPlanVariable { Id = 1, Name = "VERSION", Required = true, Value = "2.14.1" },
            new SimulatedPlanVariable { Id = 2, Name = "hosts", Type = 3, Hosts = [new(101, "10.0.0.7")], TopologyNodes = ["module/1000"] },
            new SimulatedPlanVariable { Id = 3, Name = "PASSWORD", Type = 4, Value = "not-to-be-shown" },
            new SimulatedPlanVariable { Id = 4, Name = "DIRS", Type = 6, Value = "(\"/data\" \"/var/log\")" });
        Add(11, "Deploy", 2);
        Add(12, "Clean 100%", 1);
        _server.Jobs.Plans.Add(new SimulatedPlan { Id = 13, Name = "Denied", TemplateId = 3, ViewDenied = true, LastModifyTime = Modified(13) });
        _server.Jobs.Plans.Add(new SimulatedPlan { Id = 20, BizId = 2, Name = "Deploy", TemplateId = 9 });
        _server.Jobs.Add(new SimulatedJob
        {
            Id = 1,
            PlanId = 10,
            FixedStatus = 3,
            Steps = [new SimulatedStep { Hosts = 1, Seconds = 1 }, new SimulatedStep { Hosts = 1, Seconds = 1 }],
            Variables = [new SimulatedVariable { Name = "VERSION", Value = "2.14.1" }],
        });
        _server.Jobs.Add(new SimulatedJob { Id = 2, FixedStatus = 3, Steps = [new SimulatedStep { Hosts = 1, Seconds = 1 }] });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Apis))]
    public void Line_gets_these_plans(string api)
    {
        (string Line, string Ids)[] lines =
        [
            ("Get-BkJobPlan", "10 11 12 13"),
            ("Get-BkJobPlan -Name Deploy", "10 11"),
            ("Get-BkJobPlan -Name deploy*, *100%", "10 11 12"),
            ("Get-BkJobPlan -Name 'Clean 100%'", "12"),
            ("Get-BkJobPlan -Name 'Clean'", "BkJobPlanNotFound"),
            ("Get-BkJobPlan -Name nope*", ""),
            ("Get-BkJobPlan -Name Deploy, nope", "10 11 BkJobPlanNotFound"),
            ("Get-BkJobPlan -TemplateId 2", "11"),
            ("Get-BkJobPlan 10, 12", "10 12"),
            ("Get-BkJobPlan 10, 99, 20, 12", "10 12 BkJobPlanNotFound BkJobPlanNotFound"),
            ("Get-BkJobPlan 13, 10", "10 BkJobPermissionDenied"),
            ("Get-BkJobPlan -Id 20 -BizId 2", "20"),
            ("12, 10 | Get-BkJobPlan", "12 10"),
            ("Get-BkJobPlan -BizId 2 | Get-BkJobPlan", "20"),
            ("Get-BkJobPlan -Name Deploy | ConvertTo-Csv | ConvertFrom-Csv | Get-BkJobPlan", "10 11"),
            ("Find-BkJobInstance | Where-Object PlanId -gt 0 | Get-BkJobPlan", "10"),
            ("Find-BkJobInstance | ConvertTo-Csv | ConvertFrom-Csv | Where-Object PlanId -gt 0 | Get-BkJobPlan", "10"),
            ("Get-BkJobPlan -Name Deploy -IncludeDetail | Where-Object DetailIncluded", "10 11"),
        ];
        using Session session = Connect(api);
        Assert.All(lines, line =>
        {
            Outcome outcome = session.Run($"{line.Line} | ForEach-Object Id");
            Assert.Equal($"{line.Line}: {line.Ids}", $"{line.Line}: {string.Join(' ', [.. outcome.Output, .. outcome.ErrorIds])}");
        });
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Detail_has_variables_and_steps(string api)
    {
        using Session session = Connect(api);
        Assert.Equal(
            ["VERSION String 2.14.1 ", "hosts Host  101 (0:10.0.0.7); topo:module/1000", "PASSWORD Cipher  ", "DIRS IndexedArray (\"/data\" \"/var/log\") "],
            session.Run("(Get-BkJobPlan 10).Variables | ForEach-Object { \"$($_.Name) $($_.Type) $($_.Default) $($_.DefaultTarget)\" }").ThrowIfFailed().Output);
        Assert.Equal(
            ["Restart Script hosts"],
            session.Run("(Get-BkJobPlan 10).Steps | ForEach-Object { \"$($_.Name) $($_.Type) $($_.TargetVariable)\" }").ThrowIfFailed().Output);
    }

    [Fact]
    public void Plan_survives_serialization()
    {
        using Session session = Connect("GatewayV3");
        string line = "$p = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-BkJobPlan 10)));"
            + "\"$($p.Variables[1].DefaultTarget.Addresses)\", \"$($p.Variables[2].Type)\", $p.Steps[0].Name, $p.LastModifyTime.GetType().Name, ($p | Get-BkJobPlan).Id";
        Assert.Equal(["0:10.0.0.7", "Cipher", "Restart", "DateTimeOffset", 10L], session.Run(line).ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("Get-BkJobPlan abc", "-Name")]
    [InlineData("Get-BkJobPlan 1.5", "1.5")]
    [InlineData("Get-Process -Id $PID | Get-BkJobPlan", "Process")]
    [InlineData("Find-BkJobInstance | Where-Object Id -eq 2 | Get-BkJobPlan", "not started from a plan")]
    [InlineData("$null | Get-BkJobPlan", "")]
    public void Input_other_than_a_plan_is_an_error(string line, string text)
    {
        using Session session = Connect("GatewayV3");
        Outcome outcome = session.Run(line);
        Assert.Contains(text, Assert.Single(outcome.AllErrors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void Advice_of_a_missing_plan_is_a_command_that_lists_plans()
    {
        using Session session = Connect("GatewayV3");
        ErrorRecord error = Assert.Single(session.Run("Get-BkJobPlan 99 -ScopeType biz_set -ScopeId 9").Errors);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.EndsWith("Get-BkJobPlan -ScopeType biz_set -ScopeId 9", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-BkJobPlan -Name ", "Deploy")]
    [InlineData("Get-BkJobPlan -Id ", "12")]
    [InlineData("Find-BkJobInstance -PlanId ", "10")]
    public void Plans_are_completed(string line, string text)
    {
        using Session session = Connect("GatewayV3");
        session.Run("Get-BkJobPlan").ThrowIfFailed();
        session.Set("line", line);
        Assert.Contains(text, session.Run("(TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText").ThrowIfFailed().Output);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Variables_have_the_value_after_each_step(string api)
    {
        using Session session = Connect(api);
        Assert.Equal(
            ["1 101 VERSION=2.14.1", "1 102 VERSION=2.14.1"],
            session.Run("1, 2 | Get-BkJobVariable | ForEach-Object { \"$($_.JobInstanceId) $($_.StepInstanceId) $_\" }").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("(Get-BkJobInstanceStatus 1).Steps[1] | Get-BkJobVariable | ForEach-Object StepInstanceId", "102")]
    [InlineData("Get-BkJobInstanceStatus 1 | Get-BkJobVariable | ForEach-Object StepInstanceId", "101 102")]
    [InlineData("Get-BkJobVariable 2", "")]
    public void Variables_of_a_step_are_selected(string line, string output)
    {
        using Session session = Connect("GatewayV3");
        Assert.Equal(output, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
    }

    [Fact]
    public void Variables_of_other_jobs_follow_an_error()
    {
        using Session session = Connect("GatewayV4");
        Outcome outcome = session.Run("99, 1 | Get-BkJobVariable");
        Assert.Equal(["BkJobInstanceNotFound"], outcome.ErrorIds);
        Assert.Equal(2, outcome.Output.Count);
    }

    private void Add(long id, string name, long template, params SimulatedPlanVariable[] variables) => _server.Jobs.Plans.Add(new SimulatedPlan
    {
        Id = id,
        Name = name,
        TemplateId = template,
        Variables = variables,
        Steps = [new SimulatedPlanStep { Name = "Restart", TargetVariable = variables.Length > 0 ? "hosts" : null }],
        LastModifyTime = Modified(id),
    });

    // Lists have the plan modified last first: here in the order of the IDs.
    private static DateTimeOffset Modified(long id) => new DateTimeOffset(2026, 7, 12, 0, 0, 0, TimeSpan.Zero).AddDays(-id);

    private Session Connect(string api) => Session.ConnectedTo(
        _server, $"-Api {api}" + (api.StartsWith("Gateway", StringComparison.Ordinal) ? " -ApplicationState" : ""));
}
