using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>
/// The cmdlet around the wait engine; when it asks and what counts as an end is tested beside the engine. The jobs here live on the
/// server's clock, which each test moves by hand; the client asks every 0.2 s.
/// </summary>
public sealed class WaitTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("Wait-BkJobInstance 100", "100")]
    [InlineData("Wait-BkJobInstance -Id 100, 103 -BizId 1 -ThrottleLimit 1", "100 103")]
    [InlineData("100, 103, 100, 103 | Wait-BkJobInstance -ThrottleLimit 1", "100 103")]
    [InlineData("[pscustomobject]@{bk_biz_id='1'; job_instance_id='100'} | Wait-BkJobInstance", "100")]
    [InlineData("Get-BkJobInstanceStatus 100, 103 | Wait-BkJobInstance", "100 103")]
    [InlineData("& { Get-BkJobInstanceStatus 100; 100; '100' } | Wait-BkJobInstance", "100")]
    [InlineData("(Get-BkJobInstanceStatus 103).Steps | Wait-BkJobInstance", "103")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | Wait-BkJobInstance", "100")]
    [InlineData("Wait-BkJobInstance 107 -StopAtConfirmation", "107")]
    [InlineData("103, 102, 110 | Wait-BkJobInstance -Any", "103")]
    [InlineData("Get-BkJobInstanceStatus 102, 104, 103 | Wait-BkJobInstance -Any", "104")]
    [InlineData("103, 104, 102 | Wait-BkJobInstance -FailFast -ThrottleLimit 1", "103 104")]
    [InlineData("Wait-BkJobInstance 103 -Timeout 0", "103")]
    [InlineData("Wait-BkJobInstance 103 -TimeoutSec 10.5 -PollInterval 0.2", "103")]
    [InlineData("Wait-BkJobInstance 103 -IncludeHosts", "103")]
    public void Pipeline_returns_these_job_instances(string line, string ids)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(ids, string.Join(' ', session.Run($"{line} | ForEach-Object Id").ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("103 | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("103, 117, 105, 106 | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("103, 104 | Wait-BkJobInstance -Quiet", false, "")]
    [InlineData("103, 111 | Wait-BkJobInstance -Quiet -ErrorOnFailure", false, "BkJobInstanceFailed")]
    [InlineData("103, 99999 | Wait-BkJobInstance -Quiet", false, "BkJobInstanceNotFound")]
    [InlineData("103, 102 | Wait-BkJobInstance -Quiet -Timeout 0", false, "BkJobWaitTimeout")]
    [InlineData("107 | Wait-BkJobInstance -Quiet -StopAtConfirmation", false, "")]
    [InlineData("Get-BkJobInstanceStatus 103 | Wait-BkJobInstance -Quiet", true, "")]
    [InlineData("Get-BkJobInstanceStatus 103, 100 | Wait-BkJobInstance -Quiet -Any", false, "")]
    public void Quiet_returns_one_bool_and_still_writes_errors(string line, bool isWell, string errorIds)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run(line);
        Assert.Equal([isWell], outcome.Output);
        Assert.Equal(errorIds, string.Join(' ', outcome.ErrorIds));
    }

    [Fact]
    public void Failed_job_is_an_error_if_requested()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("100, 103, 111 | Wait-BkJobInstance -ErrorOnFailure -ThrottleLimit 1");
        Assert.Equal(3, outcome.Output.Count);
        Assert.Equal(["BkJobInstanceFailed", "BkJobInstanceFailed"], outcome.ErrorIds);
        ErrorRecord error = outcome.Errors[0];
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Same(outcome.Output[0], error.TargetObject);
        Assert.Contains("Failed", error.ToString());
        Assert.Contains("Get-BkJobStepIpStatus -Id 100 -BizId 1 -Failed", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Wait-BkJobInstance 102 -Timeout 0", "BkJob.JobInstance", "Running")]
    [InlineData("Wait-BkJobInstance 107 -Timeout 0", "BkJob.JobInstance", "WaitingForUser")]
    [InlineData("Wait-BkJobInstance 102 -Timeout 0.5 -PollInterval 0.2", "BkJob.JobInstance", "Running")]
    public void Timeout_error_has_the_last_status(string line, string type, string word)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run(line);
        Assert.Empty(outcome.Output);
        Assert.Equal(["BkJobWaitTimeout"], outcome.ErrorIds);
        ErrorRecord error = outcome.Errors.Single();
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal(type, ((PSObject.AsPSObject(error.TargetObject)).BaseObject).GetType().FullName);
        Assert.Contains(word, error.ToString());
    }

    [Fact]
    public void Timeout_before_the_first_response_targets_the_id()
    {
        _server.Faults.Add(new Fault { Times = null, Delay = TimeSpan.FromMinutes(1) });
        using Session session = Session.ConnectedTo(_server);
        ErrorRecord error = session.Run("Wait-BkJobInstance 102 -Timeout 0.3").Errors.Single();
        Assert.StartsWith("BkJobWaitTimeout", error.FullyQualifiedErrorId);
        Assert.Equal(102L, error.TargetObject);
    }

    [Fact]
    public async Task Job_is_written_as_soon_as_it_completes()
    {
        AddJob(900, seconds: 10);
        AddJob(901, seconds: 20);
        using Session session = Session.ConnectedTo(_server);
        using var output = new PSDataCollection<PSObject>();
        using PowerShell shell = PowerShell.Create(session.Runspace);
        IAsyncResult run = shell.AddScript("900, 901 | Wait-BkJobInstance -PollInterval 0.2 | ForEach-Object Id").BeginInvoke<PSObject, PSObject>(null, output);
        await WaitUntil.TrueAsync(() => _server.Requests.All.Count >= 2);

        // Counted, never enumerated: an open collection makes who enumerates it wait for more.
        Assert.True(output.Count == 0);
        _server.Clock.Advance(TimeSpan.FromSeconds(11));
        await WaitUntil.TrueAsync(() => output.Count == 1);
        Assert.False(run.IsCompleted);
        _server.Clock.Advance(TimeSpan.FromSeconds(10));
        await WaitUntil.TrueAsync(() => run.IsCompleted);
        Assert.Equal([900L, 901L], output.ReadAll().Select(o => o.BaseObject));
    }

    /// <summary>The recommended action continues the job: a confirmation, a rolling step between two batches, or a job that was not started.</summary>
    [Theory]
    [InlineData(107, "Approve-BkJobStep 107 -BizId 1 or Deny-BkJobStep 107 -BizId 1", "manual confirmation")]
    [InlineData(142, "Resume-BkJobStep 142 -BizId 1", "next batch")]
    [InlineData(101, "Start-BkJobInstance 101 -BizId 1", null)]
    public void Advice_continues_the_job(int id, string command, string? warning)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Outcome outcome = session.Run($"Wait-BkJobInstance {id} -Timeout 0");
        Assert.EndsWith(command, Assert.Single(outcome.Errors).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(warning is null ? 0 : 1, outcome.Warnings.Count);
        Assert.All(outcome.Warnings, text => Assert.EndsWith(command, text, StringComparison.Ordinal));
        Assert.All(outcome.Warnings, text => Assert.Contains(warning!, text, StringComparison.Ordinal));
        Assert.All(outcome.Warnings, text => Assert.Contains("-StopAtConfirmation", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Confirmation_is_one_warning_and_the_wait_continues()
    {
        _server.Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Name = "Switch",
            Steps = [new SimulatedStep { Name = "Approve", Type = 3, ConfirmedAfter = 30 }, new SimulatedStep { Name = "Go", Hosts = 1, Seconds = 1 }],
        });
        using Session session = Session.ConnectedTo(_server);
        Task<Outcome> run = Task.Run(() => session.Run("(Wait-BkJobInstance 900 -PollInterval 0.2).Status"));
        await WaitUntil.TrueAsync(() => _server.Requests.All.Count >= 4);
        _server.Clock.Advance(TimeSpan.FromSeconds(40));
        Outcome outcome = (await run).ThrowIfFailed();
        Assert.Equal("Succeeded", outcome.Text);
        string warning = outcome.Warnings.Single();
        Assert.Contains("900 Switch", warning);
        Assert.Contains("Approve", warning);
    }

    [Fact]
    public void Cancelled_jobs_are_reported_under_verbose_only()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run("103, 102 | Wait-BkJobInstance -Any -ThrottleLimit 1 -Verbose").ThrowIfFailed();
        Assert.Contains(outcome.Verbose, line => line.Contains("102: wait cancelled", StringComparison.Ordinal));
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Completed_input_job_is_returned_without_a_request()
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100").ThrowIfFailed();
        _server.Requests.Clear();
        Assert.Equal([true], session.Run("[object]::ReferenceEquals(($job | Wait-BkJobInstance), $job)").ThrowIfFailed().Output);
        Assert.Empty(_server.Requests.All);
    }

    [Fact]
    public void Counted_hosts_are_requested_when_needed()
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run(
            "Wait-BkJobInstance 102 -Timeout 0 -ErrorVariable e -ErrorAction SilentlyContinue; $job = $e[0].TargetObject; "
            + "\"$($job.HostsIncluded) $($job.Hosts) $($job.Steps[0].IpStatuses.Count)\"; @($job | Get-BkJobStepIpStatus).Count; @($job.Steps | Get-BkJobStepIpStatus).Count");
        Assert.Equal("False 12/16 0\n16\n16", outcome.Text);
        Assert.Equal("True 40", session.Run("$j = Wait-BkJobInstance 100; \"$($j.HostsIncluded) $(@($j.Steps.IpStatuses).Count)\"").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("99999, 103", "103", "BkJobInstanceNotFound")]
    [InlineData("103, 99999, 99998", "103", "BkJobInstanceNotFound BkJobInstanceNotFound")]
    public void Unreadable_job_does_not_stop_the_others(string ids, string output, string errorIds)
    {
        using Session session = Session.ConnectedTo(_server);
        Outcome outcome = session.Run($"{ids} | Wait-BkJobInstance | ForEach-Object Id");
        Assert.Equal(output, string.Join(' ', outcome.Output));
        Assert.Equal(errorIds, string.Join(' ', outcome.ErrorIds));
        Assert.All(outcome.Errors, error => Assert.Contains("Could not read the status", error.ToString()));
    }

    [Theory]
    [InlineData("-Timeout -2")]
    [InlineData("-Timeout -0.5")]
    [InlineData("-Timeout NaN")]
    [InlineData("-PollInterval 0.1")]
    [InlineData("-ThrottleLimit 0")]
    public void Invalid_parameters_are_rejected(string parameter)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.StartsWith("Parameter", session.Run($"Wait-BkJobInstance 100 {parameter}").Terminating!.FullyQualifiedErrorId);
    }

    private void AddJob(long id, double seconds) => _server.Jobs.Add(new SimulatedJob
    {
        Id = id,
        Name = "Job",
        Steps = [new SimulatedStep { Name = "Step", Hosts = 4, Seconds = seconds }],
    });
}
