using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Stop-BkJobInstance over each API: state first, ShouldProcess, one request, its effect.</summary>
public sealed class StopInstanceTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public static TheoryData<string> Apis => ["EsbV2", "EsbV3", "GatewayV3", "GatewayV4"];

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { Catalogue = false });
        foreach ((int id, int? status) in new (int, int?)[] { (1, null), (2, null), (3, 3), (4, 4) })
        {
            _server.Jobs.Add(new SimulatedJob
            {
                Id = id,
                Name = $"Job {id}",
                FixedStatus = status,
                TerminatingFor = 0.1,
                Steps = [new SimulatedStep { Hosts = 4, Seconds = 3600 }],
            });
        }

        _server.Jobs.Add(new SimulatedJob { Id = 7, Name = "Job 7", TerminatingFor = 0.1, Steps = [new SimulatedStep { Type = 3 }] });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Apis))]
    public void Job_is_terminated_once_over_each_API(string api)
    {
        using Session session = Connect(api);
        Assert.Equal("Terminated", session.Run("(Stop-BkJobInstance 1 -Wait -PassThru).Status").ThrowIfFailed().Text);
        Assert.Equal(1, CountCommands());
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void WhatIf_sends_reads_only(string api)
    {
        using Session session = Connect(api);
        string screen = session.Print("1, 7 | Stop-BkJobInstance -WhatIf");
        Assert.Matches("What if: .*\"Stop job instance\".*\"1 'Job 1': Running, [0-9]+ hosts, [0-9]+ of them unfinished \\([0-9]+:[0-9.]+.*business 1 on 127.0.0.1:[0-9]+, as admin\\)\"", screen.ReplaceLineEndings(""));
        Assert.Equal(0, CountCommands());
    }

    [Theory]
    [InlineData("Stop-BkJobInstance 1", "", 1)]
    [InlineData("Stop-BkJobInstance -Id 1 -BizId 1 -Confirm:$false", "", 1)]
    [InlineData("Get-BkJobInstanceStatus 1 | Stop-BkJobInstance -PassThru | ForEach-Object Id", "1", 1)]
    [InlineData("Stop-BkJobInstance -JobInstance (Get-BkJobInstanceStatus 1), (Get-BkJobInstanceStatus 2) -PassThru | ForEach-Object Id", "1 2", 2)]
    [InlineData("(Get-BkJobInstanceStatus 1).Steps | Stop-BkJobInstance -PassThru | ForEach-Object Id", "1", 1)]
    [InlineData("7 | Stop-BkJobInstance -Wait -PassThru | ForEach-Object Outcome", "Cancelled", 1)]
    [InlineData("[pscustomobject]@{ job_instance_id = 1; bk_biz_id = 1 } | Stop-BkJobInstance -PassThru | ForEach-Object Id", "1", 1)]
    public void Line_terminates_these_jobs(string line, string output, int commands)
    {
        using Session session = Connect("EsbV3");
        Assert.Equal(output, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
        Assert.Equal(commands, CountCommands());
    }

    [Theory]
    [InlineData("Stop-BkJobInstance 3", "BkJobOperationNotAllowed", ErrorCategory.InvalidOperation, "Succeeded")]
    [InlineData("Stop-BkJobInstance 4", "BkJobOperationNotAllowed", ErrorCategory.InvalidOperation, "Failed")]
    [InlineData("Stop-BkJobInstance 99", "BkJobInstanceNotFound", ErrorCategory.ObjectNotFound, "99")]
    [InlineData("Stop-BkJobInstance 1 -BizId 2", "BkJobInstanceNotFound", ErrorCategory.ObjectNotFound, "business 2")]
    [InlineData("Stop-BkJobInstance 1 -Confirm", "", ErrorCategory.NotSpecified, "")]
    public void Error_is_reported_before_anything_is_sent(string line, string id, ErrorCategory category, string text)
    {
        using Session session = Connect("EsbV3");
        ErrorRecord error = Assert.Single(session.Run(line).AllErrors);
        if (id.Length > 0)
        {
            Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
            Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
            Assert.NotNull(error.ErrorDetails.RecommendedAction);
        }

        Assert.Equal(0, CountCommands());
    }

    [Fact]
    public void Other_jobs_continue_after_an_error()
    {
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run("3, 99, 1, 2 | Stop-BkJobInstance -PassThru | ForEach-Object Id");
        Assert.Equal(["BkJobOperationNotAllowed", "BkJobInstanceNotFound"], outcome.ErrorIds);
        Assert.Equal("1 2", string.Join(' ', outcome.Output));
    }

    [Fact]
    public void Verbose_shows_which_API_is_called()
    {
        using Session session = Connect("GatewayV4");
        Assert.Contains(
            session.Run("Stop-BkJobInstance 1 -Verbose").Verbose,
            line => line.StartsWith("POST /api/bk-job/prod/api/v3/system/operate_job_instance job_instance_id=1 operation_code=1 (business 1): HTTP 200", StringComparison.Ordinal));
    }

    private Session Connect(string api) => Session.ConnectedTo(
        _server, $"-Api {api}" + (api.StartsWith("Gateway", StringComparison.Ordinal) ? " -ApplicationState" : ""));

    private int CountCommands() => _server.Requests.All.Count(request =>
        request.Path.TrimEnd('/').EndsWith("/operate_job_instance", StringComparison.Ordinal));
}
