using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>The cmdlets that act on jobs and steps: state first, ShouldProcess, one request, its effect (design-actions.md §5).</summary>
public sealed class ActionTests : IAsyncLifetime
{
    private SimulatorServer _server = null!;

    public static TheoryData<string, string, string, string> Calls =>
    [
        .. from api in new[] { "EsbV2", "EsbV3", "GatewayV3", "GatewayV4" }
           from call in new[]
           {
               ("Get-BkJobInstanceStatus 1 | Restart-BkJobStep", "Succeeded", "operate_step_instance 1 11 2"),
               ("Stop-BkJobInstance 4", "Terminated", "operate_job_instance 4  1"),
           }
           select (api, call.Item1, call.Item2, call.Item3),
    ];

    public async ValueTask InitializeAsync()
    {
        FastClock.Install();
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { Catalogue = false, EngineDelay = TimeSpan.FromMilliseconds(50) });
        DateTimeOffset past = DateTimeOffset.UtcNow.AddHours(-1);
        SimulatedStep failed = new() { Id = 11, Name = "Restart web tier", Hosts = 5, Seconds = 1, FailedHosts = 2, RetrySeconds = 0.1 };
        Add(new SimulatedJob { Id = 1, Name = "Failed", StartedAt = past, Steps = [failed, new() { Id = 12, Name = "Smoke test", Hosts = 2, Seconds = 0.1 }] });
        Add(new SimulatedJob { Id = 2, Name = "Failed too", StartedAt = past, Steps = [failed with { Id = 21 }] });
        Add(new SimulatedJob { Id = 3, Name = "Succeeded", StartedAt = past, Steps = [new() { Id = 31, Name = "Fine", Hosts = 3, Seconds = 1 }] });
        Add(new SimulatedJob { Id = 4, Name = "Running", TerminatingFor = 0.1, Steps = [new() { Id = 41, Name = "Long", Hosts = 3, Seconds = 3600 }] });
        Add(new SimulatedJob
        {
            Id = 7,
            Name = "Waiting",
            TerminatingFor = 0.1,
            StartedAt = past,
            Steps = [new() { Id = 71, Name = "Approve switch", Type = 3, Approvers = ["admin"] }, new() { Id = 72, Name = "Switch", Hosts = 2, Seconds = 0.1 }],
        });
        Add(new SimulatedJob { Id = 8, Name = "Not mine", StartedAt = past, Steps = [new() { Id = 81, Name = "Approve", Type = 3, Approvers = ["boss"], ApproverRoles = ["OPS"] }] });
        Add(new SimulatedJob { Id = 9, Name = "Created", FixedStatus = 1, Steps = [new() { Id = 91, Name = "First", Hosts = 2, Seconds = 0.1 }] });
        Add(new SimulatedJob { Id = 10, Name = "Hanging", StartedAt = past, TerminatedAfter = 1, TerminationHangs = true, Steps = [new() { Id = 101, Name = "Stuck", Hosts = 2, Seconds = 7200 }, new() { Id = 102, Name = "Next", Hosts = 1, Seconds = 0.1 }] });
        Add(new SimulatedJob { Id = 11, Name = "Terminated", StartedAt = past, TerminatedAfter = 1, Steps = [new() { Id = 111, Name = "Ended", Hosts = 2, Seconds = 7200 }, new() { Id = 112, Name = "Next", Hosts = 1, Seconds = 0.1 }] });
        Add(new SimulatedJob { Id = 13, Name = "Rejected", StartedAt = past, Steps = [new() { Id = 131, Name = "Approve", Type = 3, ConfirmedAfter = 1, ConfirmTerminates = true }] });
        Add(new SimulatedJob
        {
            Id = 15,
            Name = "Two approvals",
            StartedAt = past,
            Steps = [new() { Id = 151, Name = "First", Type = 3, Approvers = ["admin"] }, new() { Id = 152, Name = "Second", Type = 3, Approvers = ["admin"] }],
        });
    }

    public ValueTask DisposeAsync()
    {
        FastClock.Remove();
        return _server.DisposeAsync();
    }

    /// <summary>An action with -Wait has no -StopAtConfirmation.</summary>
    [Fact]
    public void Next_confirmation_is_a_warning_with_commands()
    {
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run("Approve-BkJobStep 15 -Confirm:$false -Wait -Timeout 5");
        Assert.Equal(["BkJobWaitTimeout"], outcome.ErrorIds);
        string warning = Assert.Single(outcome.Warnings);
        Assert.Contains("152 Second", warning, StringComparison.Ordinal);
        Assert.EndsWith("Approve-BkJobStep 15 -BizId 1 or Deny-BkJobStep 15 -BizId 1", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("-StopAtConfirmation", warning, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Operation_is_sent_once_over_each_API(string api, string line, string status, string operation)
    {
        using Session session = Connect(api);
        Assert.Equal(status, session.Run($"({line} -Wait -PassThru).Status").ThrowIfFailed().Text);
        Assert.Equal(operation, Operations());
    }

    [Theory]
    [InlineData("Restart-BkJobStep 1", "operate_step_instance 1 11 2")]
    [InlineData("Restart-BkJobStep 1 -All", "operate_step_instance 1 11 8")]
    [InlineData("Restart-BkJobStep -Id 1 -StepInstanceId 11 -BizId 1", "operate_step_instance 1 11 2")]
    [InlineData("1, 2 | Restart-BkJobStep", "operate_step_instance 1 11 2, operate_step_instance 2 21 2")]
    [InlineData("1, 1 | Restart-BkJobStep", "operate_step_instance 1 11 2")]
    [InlineData("1, (Get-BkJobInstanceStatus 1).Steps[0], (Get-BkJobInstanceStatus 1) | Restart-BkJobStep -ErrorAction Ignore", "operate_step_instance 1 11 2")]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Restart-BkJobStep", "operate_step_instance 1 11 2")]
    [InlineData("(Get-BkJobInstanceStatus 1).Steps[0] | Restart-BkJobStep", "operate_step_instance 1 11 2")]
    [InlineData("Restart-BkJobStep -StepInstance (Get-BkJobInstanceStatus 1).Steps[0]", "operate_step_instance 1 11 2")]
    [InlineData("Restart-BkJobStep -JobInstance (Get-BkJobInstanceStatus 1)", "operate_step_instance 1 11 2")]
    [InlineData("[pscustomobject]@{ job_instance_id = 1; step_instance_id = 11; bk_biz_id = 1 } | Restart-BkJobStep", "operate_step_instance 1 11 2")]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Get-BkJobLog | Restart-BkJobStep", "operate_step_instance 1 11 2")]
    [InlineData("Restart-BkJobStep 13", "operate_step_instance 13 131 10")]
    [InlineData("Skip-BkJobStep 1 -Confirm:$false", "operate_step_instance 1 11 3")]
    [InlineData("Skip-BkJobStep 10 -Confirm:$false", "operate_step_instance 10 101 12")]
    [InlineData("Skip-BkJobStep 11 -Confirm:$false", "operate_step_instance 11 111 11")]
    [InlineData("Approve-BkJobStep 7 -Confirm:$false", "operate_step_instance 7 71 6")]
    [InlineData("Deny-BkJobStep 7 -Confirm:$false", "operate_step_instance 7 71 9")]
    [InlineData("Start-BkJobInstance 9", "operate_job_instance 9  2")]
    [InlineData("Stop-BkJobInstance 4", "operate_job_instance 4  1")]
    [InlineData("Stop-BkJobInstance -Id 4 -BizId 1 -Confirm:$false", "operate_job_instance 4  1")]
    [InlineData("Get-BkJobInstanceStatus 4 | Stop-BkJobInstance", "operate_job_instance 4  1")]
    [InlineData("Stop-BkJobInstance -JobInstance (Get-BkJobInstanceStatus 4), (Get-BkJobInstanceStatus 7)", "operate_job_instance 4  1, operate_job_instance 7  1")]
    [InlineData("(Get-BkJobInstanceStatus 4).Steps | Stop-BkJobInstance", "operate_job_instance 4  1")]
    [InlineData("[pscustomobject]@{ job_instance_id = 4; bk_biz_id = 1 } | Stop-BkJobInstance", "operate_job_instance 4  1")]
    public void Line_sends_these_operations(string line, string operations)
    {
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run(line).ThrowIfFailed();
        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Warnings);
        Assert.Equal(operations, Operations());
    }

    [Theory]
    [InlineData("Restart-BkJobStep 1 -Wait -PassThru | ForEach-Object { $_.Status; $_.Steps.Status }", "Succeeded Succeeded Succeeded")]
    [InlineData("Skip-BkJobStep 1 -Wait -PassThru -Confirm:$false | ForEach-Object { $_.Status; $_.Steps.Status }", "Succeeded ErrorIgnored Succeeded")]
    [InlineData("Skip-BkJobStep 11 -Wait -PassThru -Confirm:$false | ForEach-Object { $_.Steps.Status }", "Skipped Succeeded")]
    [InlineData("Approve-BkJobStep 7 -Wait -PassThru -Confirm:$false | ForEach-Object { $_.Status }", "Succeeded")]
    [InlineData("Deny-BkJobStep 7 -Wait -PassThru -Confirm:$false | ForEach-Object { $_.Status }", "ConfirmTerminated")]
    [InlineData("Start-BkJobInstance 9 -Wait -PassThru | ForEach-Object { $_.Status }", "Succeeded")]
    [InlineData("4, 7 | Stop-BkJobInstance -Wait -PassThru | ForEach-Object Outcome", "Cancelled Cancelled")]
    [InlineData("Restart-BkJobStep 13 -PassThru | ForEach-Object { $_.Status }", "WaitingForUser")]
    [InlineData("Restart-BkJobStep 1 -Wait -Timeout '00:10:00' -PassThru | ForEach-Object { $_.Status }", "Succeeded")]
    [InlineData("1, 2, 7 | Restart-BkJobStep -Wait -PassThru -ErrorAction SilentlyContinue | ForEach-Object Id | Sort-Object", "1 2")]
    public void Job_is_returned_as_it_is_after_the_action(string line, string output)
    {
        using Session session = Connect("GatewayV3");
        Assert.Equal(output, string.Join(' ', session.Run(line).Output));
    }

    [Theory]
    [InlineData("Restart-BkJobStep 3", "BkJobNothingToRestart", "Succeeded")]
    [InlineData("Restart-BkJobStep 3 -All", "BkJobNothingToRestart", "Succeeded")]
    [InlineData("Restart-BkJobStep 1 -StepInstanceId 12", "BkJobOperationNotAllowed", "NotStarted")]
    [InlineData("Restart-BkJobStep 4", "BkJobOperationNotAllowed", "Allowed: Stop")]
    [InlineData("Restart-BkJobStep 4 -StepInstanceId 41", "BkJobOperationNotAllowed", "Running")]
    [InlineData("Restart-BkJobStep 1 -StepInstanceId 21", "BkJobInstanceNotFound", "21")]
    [InlineData("Restart-BkJobStep 1 -BizId 2", "BkJobInstanceNotFound", "business 2")]
    [InlineData("Restart-BkJobStep 99", "BkJobInstanceNotFound", "99")]
    [InlineData("Skip-BkJobStep 7 -Confirm:$false", "BkJobOperationNotAllowed", "Allowed: Stop, Approve, Deny on step 71")]
    [InlineData("Resume-BkJobStep 1", "BkJobOperationNotAllowed", "Restart, RestartAll, Skip on step 11")]
    [InlineData("Approve-BkJobStep 1 -Confirm:$false", "BkJobOperationNotAllowed", "Approve")]
    [InlineData("Approve-BkJobStep 7 -StepInstanceId 72 -Confirm:$false", "BkJobOperationNotAllowed", "No action")]
    [InlineData("Deny-BkJobStep 3 -Confirm:$false", "BkJobOperationNotAllowed", "Deny")]
    [InlineData("Start-BkJobInstance 4", "BkJobOperationNotAllowed", "Allowed: Stop")]
    [InlineData("Stop-BkJobInstance 3", "BkJobOperationNotAllowed", "Succeeded")]
    [InlineData("Stop-BkJobInstance 2", "BkJobOperationNotAllowed", "Failed")]
    [InlineData("Stop-BkJobInstance 99", "BkJobInstanceNotFound", "99")]
    [InlineData("Stop-BkJobInstance 4 -BizId 2", "BkJobInstanceNotFound", "business 2")]
    [InlineData("Stop-BkJobInstance 4 -Confirm", "BkJobInvalidArgument", "-Confirm:$false")]
    [InlineData("Approve-BkJobStep 7", "BkJobInvalidArgument", "cannot prompt")]
    [InlineData("Skip-BkJobStep 1", "BkJobInvalidArgument", "cannot prompt")]
    [InlineData("Deny-BkJobStep 7", "BkJobInvalidArgument", "cannot prompt")]
    [InlineData("Restart-BkJobStep 1 -Confirm", "BkJobInvalidArgument", "-Confirm:$false")]
    [InlineData("Restart-BkJobStep 1 -Timeout 5", "BkJobInvalidArgument", "-Wait")]
    public void Error_is_reported_before_anything_is_sent(string line, string id, string text)
    {
        using Session session = Connect("EsbV3");
        ErrorRecord error = Assert.Single(session.Run(line).AllErrors);
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(text, error.Exception.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("", Operations());
        Assert.Equal("NotExecuted", Get(error, "Delivery"));
        if (id != "BkJobInstanceNotFound")
        {
            Assert.Matches("-BkJob[A-Z]", error.ErrorDetails.RecommendedAction);
        }
        else if (line.Contains("-StepInstanceId", StringComparison.Ordinal))
        {
            Assert.EndsWith("(Get-BkJobInstanceStatus 1 -BizId 1).Steps", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    /// <summary>Another command can restart the step before the engine of the server has executed the restart.</summary>
    [Fact]
    public void Restart_that_is_still_pending_causes_a_warning()
    {
        Add(new SimulatedJob
        {
            Id = 30,
            Name = "Slow engine",
            StartedAt = DateTimeOffset.UtcNow.AddHours(-1),
            EngineDelay = 3600,
            Steps = [new() { Id = 301, Name = "Restart", Hosts = 2, Seconds = 1, FailedHosts = 1 }],
        });
        using Session session = Connect("EsbV3");
        Assert.Empty(session.Run("Restart-BkJobStep 30 -WhatIf").ThrowIfFailed().Warnings);
        session.Run("Restart-BkJobStep 30").ThrowIfFailed();

        // The new attempt has no hosts yet, so that none has failed; a restart on all hosts would be sent.
        Assert.StartsWith("BkJobNothingToRestart", Assert.Single(session.Run("Restart-BkJobStep 30 -WhatIf").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        string warning = Assert.Single(session.Run("Restart-BkJobStep 30 -All -WhatIf").ThrowIfFailed().Warnings);
        Assert.Contains("Step 301 of job 30 (business 1) has failed, and the job is running", warning, StringComparison.Ordinal);
        Assert.Contains("Get-BkJobInstanceStatus 30 -BizId 1", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restart-BkJobStep 1, 2, 3", "step 11 of job instance 1", "step 21 of job instance 2")]
    [InlineData("Stop-BkJobInstance 4, 7", "job instance 4", "Get-BkJobInstanceStatus 7 -BizId 1")]
    public async Task Stopped_command_states_the_actions_of_unknown_outcome(string line, string first, string second)
    {
        _server.Faults.Add(new Fault { Operation = "operate_step_instance", Times = null, Silence = true });
        _server.Faults.Add(new Fault { Operation = "operate_job_instance", Times = null, Silence = true });
        using Session session = Connect("EsbV3");
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript(line + " -ErrorAction SilentlyContinue").BeginInvoke();
        await WaitUntil.TrueAsync(() => _server.Requests.All.Count(request => request.Path.Contains("operate_", StringComparison.Ordinal)) == 2);
        shell.Stop();
        Assert.Equal(2, session.Screen.Split("it is not known whether the server has executed it").Length - 1);
        Assert.Contains(first, session.Screen, StringComparison.Ordinal);
        Assert.Contains(second, session.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Select-Object -First 1 | Restart-BkJobStep", "step 11 of job instance 1 (2), not those that the input selects (1)")]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Select-Object -First 1 | Restart-BkJobStep -WhatIf", "step 11 of job instance 1 (2), not those that the input selects (1)")]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Select-Object -First 1 | ConvertTo-Csv | ConvertFrom-Csv | Restart-BkJobStep", "step 11 of job instance 1 (2), not those that the input selects (1)")]
    [InlineData("Get-BkJobStepIpStatus 1 | Restart-BkJobStep", "step 11 of job instance 1 (2), not those that the input selects (5)")]
    [InlineData("Get-BkJobStepIpStatus 1 | Where-Object Outcome -eq Succeeded | Select-Object -First 2 | Restart-BkJobStep", "step 11 of job instance 1 (2), not those that the input selects (2)")]
    [InlineData("(Get-BkJobStepIpStatus 2 -Failed)[0], (Get-BkJobStepIpStatus 1 -Failed) | Restart-BkJobStep", "step 21 of job instance 2 (2), not those that the input selects (1)")]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Restart-BkJobStep", null)]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | ConvertTo-Csv | ConvertFrom-Csv | Restart-BkJobStep", null)]
    [InlineData("Get-BkJobStepIpStatus 1 -Failed | Select-Object -First 1 | Restart-BkJobStep -All", null)]
    [InlineData("1 | Restart-BkJobStep", null)]
    public void Restart_of_other_hosts_than_selected_is_a_warning(string line, string? warning)
    {
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run(line).ThrowIfFailed();
        Assert.Equal(warning is null ? 0 : 1, outcome.Warnings.Count);
        Assert.All(outcome.Warnings, text => Assert.Contains(warning!, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Action_on_a_job_that_can_not_be_read_was_not_executed()
    {
        _server.Faults.Add(new Fault { HttpStatus = 502, Times = null });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3 -MaximumRetryCount 0");
        ErrorRecord error = Assert.Single(session.Run("Restart-BkJobStep 1").AllErrors);
        Assert.Equal(("NotExecuted", "1"), (Get(error, "Delivery"), Get(error, "JobInstanceId")));
    }

    [Fact]
    public void Several_candidates_are_listed()
    {
        // A job of Job 3.x stops at its first failed step; the steps of one block of Job 2.x do not.
        _server.Faults.Add(new Fault
        {
            Times = null,
            Body = """
                {"result":true,"code":0,"data":{"job_instance":{"job_instance_id":20,"bk_biz_id":1,"name":"Two","status":4},"step_instance_list":[
                {"step_instance_id":201,"type":1,"status":4,"name":"Step 201"},{"step_instance_id":202,"type":1,"status":4,"name":"Step 202"}]}}
                """,
        });
        using Session session = Connect("EsbV3");
        ErrorRecord error = Assert.Single(session.Run("Restart-BkJobStep 20").AllErrors);
        Assert.Equal("BkJobInvalidArgument", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("201 Step 201, 202 Step 202", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Restart-BkJobStep 20 -StepInstanceId 201 -BizId 1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("", Operations());
    }

    [Fact]
    public void WhatIf_sends_reads_only()
    {
        using Session session = Connect("EsbV3");
        string screen = session.Print(
            "Restart-BkJobStep 1 -WhatIf; Restart-BkJobStep 1 -All -WhatIf; Skip-BkJobStep 1 -WhatIf; Approve-BkJobStep 7 -WhatIf; Deny-BkJobStep 7 -WhatIf;"
            + "Start-BkJobInstance 9 -WhatIf; Restart-BkJobStep 13 -WhatIf; Skip-BkJobStep 10 -WhatIf; 4, 7 | Stop-BkJobInstance -WhatIf").ReplaceLineEndings("");
        const string Host = @"\d+:[\d.]+";
        Assert.Matches(
            $@"""Restart step on its failed hosts"" on target ""step 11 'Restart web tier' of job instance 1 'Failed': Failed, runs again on 2 hosts \({Host}; {Host}\), 3 succeeded hosts are left alone \(business 1 on 127\.0\.0\.1:",
            screen);
        Assert.Matches($@"runs again on all 5 hosts \(({Host}; ){{4}}{Host}\), also on the 3 that succeeded", screen);
        Assert.Matches($@", 3 of 5 hosts succeeded, but not 2 \({Host}; {Host}\) \(business", screen);
        Assert.Matches($@"""Stop job instance"".*""4 'Running': Running, [0-9]+ hosts, [0-9]+ of them unfinished \({Host}.*business 1 on 127\.0\.0\.1:[0-9]+, as admin\)""", screen);
        Assert.Equal(10, screen.Split("What if:").Length - 1);
        Assert.Equal("", Operations());
    }

    [Fact]
    public void Other_jobs_continue_after_an_error()
    {
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run("3, 99, 4, 7 | Stop-BkJobInstance -PassThru | ForEach-Object Id");
        Assert.Equal(["BkJobOperationNotAllowed", "BkJobInstanceNotFound"], outcome.ErrorIds);
        Assert.Equal("4 7", string.Join(' ', outcome.Output));
    }

    [Fact]
    public void Verbose_shows_which_API_is_called()
    {
        using Session session = Connect("GatewayV4");
        Assert.Contains(
            session.Run("Stop-BkJobInstance 4 -Verbose").Verbose,
            line => line.StartsWith("POST /api/bk-job/prod/api/v3/system/operate_job_instance job_instance_id=4 operation_code=1 (business 1): HTTP 200", StringComparison.Ordinal));
    }

    [Fact]
    public void User_who_is_no_approver_is_told()
    {
        using Session session = Connect("EsbV3");
        ErrorRecord error = Assert.Single(session.Run("Approve-BkJobStep 8 -Confirm:$false").AllErrors);
        Assert.Equal(("BkJobNotApprover", ErrorCategory.PermissionDenied), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
    }

    private static string Get(ErrorRecord error, string property) => $"{PSObject.AsPSObject(error.Exception).Properties[property].Value}";

    private void Add(SimulatedJob job) => _server.Jobs.Add(job);

    private string Operations() => string.Join(", ", _server.Jobs.Operations
        .OrderBy(operation => operation.JobInstanceId)
        .Select(operation => $"{operation.Operation} {operation.JobInstanceId} {operation.StepInstanceId} {operation.OperationCode}"));

    private Session Connect(string api) => Session.ConnectedTo(
        _server, $"-Api {api}" + (api.StartsWith("Gateway", StringComparison.Ordinal) ? " -ApplicationState" : ""));
}
