using System.Management.Automation;
using System.Web;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Find-BkJobInstance: what it selects, what it requests, and what its rows are good for.</summary>
public sealed class FindInstanceTests : IAsyncLifetime
{
    private static readonly (string Line, string Ids)[] Lines =
    [
        ("Find-BkJobInstance", "1 2 3"),
        ("Find-BkJobInstance -After (Get-Date).AddDays(-2)", "1 2 3 4"),
        ("Find-BkJobInstance -After (Get-Date).AddDays(-75)", "1 2 3 4 5"),
        ("Find-BkJobInstance -After ([DateTimeOffset]::UtcNow.AddHours(-1.5))", "1"),
        ("Find-BkJobInstance -Before (Get-Date).AddHours(-1.5)", "2 3"),
        ("Find-BkJobInstance -Before (Get-Date).ToUniversalTime().AddHours(-29)", "4"),
        ("Find-BkJobInstance 'deploy web'", "1"),
        ("Find-BkJobInstance -Name Deploy*", "1 2 3"),
        ("Find-BkJobInstance -Name Deploy_web", "2"),
        ("Find-BkJobInstance -Name Deploy%", ""),
        ("Find-BkJobInstance -Name *WEB*2", "3"),
        ("Find-BkJobInstance -Name 'Deploy[_ ]web'", "1 2"),
        ("Find-BkJobInstance -Name 'Clean `[tmp`]' -After (Get-Date).AddDays(-2)", "4"),
        ("Find-BkJobInstance -Name 'clean [TMP]' -After (Get-Date).AddDays(-2)", "4"),
        ("Find-BkJobInstance ([WildcardPattern]::Escape('Clean [tmp]')) -After (Get-Date).AddDays(-2)", "4"),
        ("Find-BkJobInstance -Status Failed", "2"),
        ("Find-BkJobInstance -Status 4, Running", "2 3"),
        ("Find-BkJobInstance -Status 'failed, 2'", "2 3"),
        ("Find-BkJobInstance -Status TerminateFailed", ""),
        ("Find-BkJobInstance -Status 12, 3", "1"),
        ("Find-BkJobInstance -Operator '@me'", "1 2"),
        ("Find-BkJobInstance -Operator ops_liu", "3"),
        ("Find-BkJobInstance -PlanId 7", "1"),
        ("Find-BkJobInstance -Type Plan", "1 3"),
        ("Find-BkJobInstance -Type File -After (Get-Date).AddDays(-75)", "5"),
        ("Find-BkJobInstance -StartWay Scheduled -After (Get-Date).AddDays(-2)", "4"),
        ("Find-BkJobInstance -CronId 5 -After (Get-Date).AddDays(-2)", "4"),
        ("Find-BkJobInstance -Ip 10.0.0.2", "1 2 3"),
        ("Find-BkJobInstance -Ip 10.9.9.9", ""),
        ("Find-BkJobInstance -BizId 2", "6"),
        ("Find-BkJobInstance -ScopeType biz -ScopeId 2", "6"),
        ("Find-BkJobInstance -First 1 -Skip 1", "2"),
        ("Find-BkJobInstance -Skip 2", "3"),
        ("Find-BkJobInstance -First 0", ""),
        ("Find-BkJobInstance -Name Deploy* -First 1 -Skip 1", "2"),
        ("Get-BkJobContext | Find-BkJobInstance -First 1", "1"),
    ];

    /// <summary>A name that no job has, and a search without a filter that finds nothing, are a warning. What a filter excludes is a result.</summary>
    [Theory]
    [InlineData("Find-BkJobInstance 'deploy web'", null)]
    [InlineData("Find-BkJobInstance Deploy", "Find-BkJobInstance '*Deploy*' -BizId 1 -After (Get-Date).AddDays(-30)")]
    [InlineData("Find-BkJobInstance \"it's\" -Before (Get-Date).AddHours(-1)", "Find-BkJobInstance '*it''s*' -BizId 1 -After (Get-Date).AddDays(-30)")]
    [InlineData("Find-BkJobInstance Deploy -First 0", null)]
    [InlineData("Find-BkJobInstance x*", null)]
    [InlineData("Find-BkJobInstance -Skip 100", null)]
    [InlineData("Find-BkJobInstance -Ip 10.9.9.9", null)]
    [InlineData("Find-BkJobInstance -PlanId 4711", null)]
    [InlineData("Find-BkJobInstance -Status Abandoned", null)]
    [InlineData("Find-BkJobInstance -BizId 3", "Find-BkJobInstance -BizId 3 -After (Get-Date).AddDays(-30)")]
    [InlineData("Find-BkJobInstance -BizId 3 -After (Get-Date).AddDays(-2)", null)]
    public void Nothing_found_is_a_warning_with_a_command(string line, string? command)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Outcome outcome = session.Run(line).ThrowIfFailed();
        Assert.Equal(command is null ? 0 : 1, outcome.Warnings.Count);
        Assert.All(outcome.Warnings, warning => Assert.EndsWith(command!, warning, StringComparison.Ordinal));
    }

    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { Catalogue = false });
        Add(new SimulatedJob { Id = 1, Name = "Deploy web", FixedStatus = 3, PlanId = 7 }, 1);
        Add(new SimulatedJob { Id = 2, Name = "Deploy_web", FixedStatus = 4 }, 2);
        Add(new SimulatedJob { Id = 3, Name = "Deploy web 2", FixedStatus = 2, PlanId = 8, Operator = "ops_liu" }, 3);
        Add(new SimulatedJob { Id = 4, Name = "Clean [tmp]", FixedStatus = 3, Operator = "sys_cron", StartWay = 3, CronId = 5 }, 30);
        Add(new SimulatedJob { Id = 5, Name = "Clean logs", FixedStatus = 11, Steps = [new SimulatedStep { Type = 2, Hosts = 2 }] }, 40 * 24);
        Add(new SimulatedJob { Id = 6, Name = "Deploy web", BizId = 2, FixedStatus = 3 }, 1);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("EsbV2")]
    [InlineData("EsbV3")]
    [InlineData("GatewayV3")]
    [InlineData("GatewayV4")]
    public void Line_finds_these_jobs(string api)
    {
        using Session session = Connect(api);
        Assert.All(Lines, line => Assert.Equal(
            $"{line.Line}: {line.Ids}", $"{line.Line}: {string.Join(' ', session.Run($"{line.Line} | ForEach-Object Id").ThrowIfFailed().Output)}"));
    }

    [Theory]
    [InlineData("Find-BkJobInstance | Select-Object -First 3", "0:100")]
    [InlineData("Find-BkJobInstance -First 3", "0:3")]
    [InlineData("Find-BkJobInstance -First 2 -Skip 3", "0:5")]
    [InlineData("Find-BkJobInstance -First 0", "")]
    [InlineData("Find-BkJobInstance -First 0 -IncludeTotalCount", "0:1")]
    [InlineData("Find-BkJobInstance -Status 3, 4 -First 3", "0:3 0:3")]
    [InlineData("Find-BkJobInstance -Status 12", "")]
    [InlineData("Find-BkJobInstance -Name Many* -First 3", "0:100")]
    [InlineData("Find-BkJobInstance", "0:100 100:1000")]
    public void Line_requests_these_pages(string line, string pages)
    {
        for (int id = 1000; id < 1500; id++)
        {
            Add(new SimulatedJob { Id = id, Name = "Many", FixedStatus = 3 }, 5);
        }

        using Session session = Connect("GatewayV3");
        session.Run(line).ThrowIfFailed();
        Assert.Equal(pages, string.Join(' ', Queries.Select(query => $"{query["start"]}:{query["length"]}")));
    }

    /// <summary>In SQL LIKE, % and _ match anything: a part with one of them would find less or more than the user requested.</summary>
    [Theory]
    [InlineData("Deploy web", "Deploy web")]
    [InlineData("Deploy*", "Deploy")]
    [InlineData("*", null)]
    [InlineData("a*longer*b", "longer")]
    [InlineData("a?b", "a")]
    [InlineData("100%", null)]
    [InlineData("Deploy_web", null)]
    [InlineData("Deploy_*", null)]
    [InlineData("C:\\tmp", null)]
    [InlineData("[ab]c", null)]
    [InlineData("Clean `[tmp`]", "Clean")]
    [InlineData("发布 & deploy", "发布 & deploy")]
    public void Server_gets_the_part_of_a_name_that_it_can_find(string name, string? part)
    {
        using Session session = Connect("GatewayV3");
        session.Set("name", name);
        session.Run("Find-BkJobInstance -Name $name").ThrowIfFailed();
        Assert.Equal(part, Assert.Single(Queries)["name"]);
    }

    [Theory]
    [InlineData("GatewayV3", "Find-BkJobInstance -First 1 -IncludeTotalCount", "Total count: 3")]
    [InlineData("GatewayV3", "Find-BkJobInstance -Status 3, 4 -IncludeTotalCount", "Total count: 2")]
    [InlineData("GatewayV3", "Find-BkJobInstance -Name Deploy* -IncludeTotalCount", "Unknown total count")]
    [InlineData("GatewayV3", "Find-BkJobInstance -After (Get-Date).AddDays(-75) -IncludeTotalCount", "Unknown total count")]
    [InlineData("GatewayV4", "Find-BkJobInstance -IncludeTotalCount", "Unknown total count")]
    public void Total_count_comes_first(string api, string line, string total)
    {
        using Session session = Connect(api);
        Assert.Equal(total, session.Run($"({line})[0].ToString()").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("Find-BkJobInstance -First 2 | Get-BkJobInstanceStatus | ForEach-Object Id", "1 2")]
    [InlineData("Get-BkJobInstanceStatus (Find-BkJobInstance -First 2) | ForEach-Object Id", "1 2")]
    [InlineData("Get-BkJobInstanceStatus -JobInstance (Find-BkJobInstance -First 2) | ForEach-Object Id", "1 2")]
    [InlineData("Find-BkJobInstance -BizId 2 | Get-BkJobInstanceStatus | ForEach-Object BizId", "2")]
    [InlineData("Find-BkJobInstance -First 2 | Wait-BkJobInstance | ForEach-Object Id | Sort-Object", "1 2")]
    [InlineData("(Find-BkJobInstance -First 2 | Get-BkJobStepIpStatus).Count", "8")]
    [InlineData("Find-BkJobInstance -BizId 2 | ConvertTo-Csv | ConvertFrom-Csv | Get-BkJobInstanceStatus | ForEach-Object Id", "6")]
    [InlineData("Find-BkJobInstance -BizId 2 | Select-Object Id, Name, BizId | Get-BkJobInstanceStatus | ForEach-Object Id", "6")]
    [InlineData("$x = Find-BkJobInstance -BizId 2; $y = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($x)); ($y | Get-BkJobInstanceStatus).Id, (Get-BkJobInstanceStatus $y).Id, $y.Status, $y.CreateTime.GetType().Name", "6 6 Succeeded DateTimeOffset")]
    [InlineData("Find-BkJobInstance -Status Running | Stop-BkJobInstance -WhatIf", "")]
    [InlineData("Find-BkJobInstance -First 1 | Get-BkJobVariable", "")]
    public void Rows_identify_jobs_for_other_cmdlets(string line, string output)
    {
        using Session session = Connect("EsbV3");
        Assert.Equal(output, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
    }

    [Fact]
    public void Rows_are_read_again_where_they_were_found()
    {
        using Session session = Connect("EsbV3");
        session.Run("$x = Find-BkJobInstance -First 1; Connect-BkJob http://127.0.0.1:9 -Name other -AppCode x -AppSecret $secret -UserName x -BizId 9").ThrowIfFailed();
        Assert.Equal(1L, Assert.Single(session.Run("($x | Get-BkJobInstanceStatus).Id").ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("Find-BkJobInstance -Status 99", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "99")]
    [InlineData("Find-BkJobInstance -Status Nope", "ParameterArgumentTransformationError", ErrorCategory.InvalidData, "NotStarted")]
    [InlineData("Find-BkJobInstance -Type Nope", "ParameterArgumentTransformationError", ErrorCategory.InvalidData, "Script")]
    [InlineData("Find-BkJobInstance -Ip 10.0.0", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "10.0.0")]
    [InlineData("Find-BkJobInstance -Ip ::1", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "::1")]
    [InlineData("Find-BkJobInstance -Ip 0:10.0.0.7", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "cloud area")]
    [InlineData("Find-BkJobInstance -After (Get-Date).AddDays(1)", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "-Before")]
    [InlineData("Find-BkJobInstance -After (Get-Date) -Before (Get-Date).AddDays(-1)", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "-After")]
    [InlineData("Find-BkJobInstance -ScopeType biz", "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "ScopeId")]
    [InlineData("Connect-BkJob $server -AppCode ops -AppSecret $secret -Token $token -BizId 1; Find-BkJobInstance -Operator '@me'",
        "BkJobInvalidArgument", ErrorCategory.InvalidArgument, "@me")]
    public void Error_states_what_is_wrong(string line, string id, ErrorCategory category, string text)
    {
        using Session session = Connect("GatewayV3", "-MaximumRetryCount 0");
        session.Set("token", Session.Secure("demo-token"));
        ErrorRecord error = Assert.Single(session.Run(line).AllErrors);
        Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
        if (id.StartsWith("BkJob", StringComparison.Ordinal))
        {
            Assert.Contains("-", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Find-BkJobInstance")]
    [InlineData("Get-BkJobPlan -TemplateId 1")]
    public async Task Job_2_reports_what_it_does_not_support(string line)
    {
        await using SimulatorServer old = await SimulatorServer.StartAsync(
            new SimulatorOptions { Profile = ServerProfile.Job2x }, TestContext.Current.CancellationToken);
        using Session session = Session.ConnectedTo(old);
        Outcome outcome = session.Run(line);
        ErrorRecord error = Assert.Single(outcome.AllErrors);
        Assert.Equal(("BkJobNotSupported", ErrorCategory.NotImplemented), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("EsbV2", "GET /api/c/compapi/v2/jobv3/get_job_instance_list/ ")]
    [InlineData("GatewayV4", "GET /api/bk-job/prod/api/v4/system/get_job_instance_list ")]
    public void Verbose_shows_which_API_is_called(string api, string begin)
    {
        using Session session = Connect(api);
        Assert.StartsWith(begin, Assert.Single(session.Run("Find-BkJobInstance -Verbose").Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_completed()
    {
        using Session session = Connect("GatewayV3");
        session.Run("Find-BkJobInstance").ThrowIfFailed();
        Assert.Equal(
            ["1", "2", "3"],
            session.Run("(TabExpansion2 'Get-BkJobInstanceStatus -Id ' -cursorColumn 28).CompletionMatches.CompletionText").ThrowIfFailed().Output);
    }

    private IEnumerable<System.Collections.Specialized.NameValueCollection> Queries =>
        _server.Requests.All.Select(request => HttpUtility.ParseQueryString(request.Query));

    private void Add(SimulatedJob job, double hoursAgo) => _server.Jobs.Add(job with
    {
        StartedAt = DateTimeOffset.UtcNow.AddHours(-hoursAgo).AddSeconds(1),
        CreatedAt = DateTimeOffset.UtcNow.AddHours(-hoursAgo),
        Steps = job.Steps.Count > 0 ? job.Steps : [new SimulatedStep { Hosts = 4, Seconds = 1 }],
    });

    private Session Connect(string api, string more = "") => Session.ConnectedTo(
        _server, $"-Api {api} {more}" + (api.StartsWith("Gateway", StringComparison.Ordinal) ? " -ApplicationState" : ""));
}
