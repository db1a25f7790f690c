using BkJob.Simulator;

namespace BkJob.Module.Tests.Logs;

/// <summary>Get-BkJobLog around the reader of logs: which hosts, in how many requests, as which objects, over every API.</summary>
public sealed class GetLogTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string BatchV3 = "batch_get_job_instance_ip_log";

    private readonly SimulatorServer _server = simulator.Server;

    public static TheoryData<string> Apis => ["EsbV2", "EsbV3", "GatewayV3", "GatewayV4"];

    [Theory]
    [MemberData(nameof(Apis))]
    public void Logs_are_those_of_the_hosts_in_their_order(string api)
    {
        using Session session = Connect(api);
        const string Describe = "ForEach-Object { \"$($_.StepInstanceId) $($_.Ip) $($_.Status)\" }";
        string[] hosts = session.Run($"Get-BkJobStepIpStatus 100 | {Describe}").ThrowIfFailed().As<string>();
        Assert.Equal(hosts, session.Run($"Get-BkJobLog 100 | {Describe}").ThrowIfFailed().As<string>());
        Assert.Equal([hosts.Length], session.Run("(Get-BkJobLog 100 | Where-Object Content).Count").ThrowIfFailed().Output);
        Assert.Equal([true], session.Run("$log = Get-BkJobLog 100 -Ip 10.0.0.8 -StepInstanceId 10002; $log.Content.Contains($log.Ip)").ThrowIfFailed().Output);
    }

    /// <summary>ESB v2 returns neither the ID nor the address of a host that has only IPv6; the others are still read.</summary>
    [Theory]
    [InlineData("Get-BkJobLog 128", 6, 0)]
    [InlineData("Get-BkJobLog 128 -Follow", 0, 0)]
    [InlineData("Get-BkJobLog 128, 103", 6, 1)]
    [InlineData("Get-BkJobStepIpStatus 128 | Get-BkJobLog", 6, 0)]
    public void Host_that_cannot_be_identified_is_a_warning(string line, int withoutLog, int atLeastWithLog)
    {
        using Session session = Connect("EsbV2");
        Outcome outcome = session.Run($"$logs = @({line}); @($logs | Where-Object {{ -not $_.Content }}).Count; @($logs | Where-Object Content).Count").ThrowIfFailed();
        Assert.Equal(withoutLog, outcome.Output[0]);
        Assert.InRange((int)outcome.Output[1], atLeastWithLog, int.MaxValue);
        string warning = Assert.Single(outcome.Warnings);
        Assert.Contains(" 6 hosts", warning, StringComparison.Ordinal);
        Assert.EndsWith("Connect-BkJob -Api EsbV3", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EsbV3")]
    [InlineData("GatewayV4")]
    public void Host_with_only_IPv6_has_a_log_over_other_APIs(string api)
    {
        using Session session = Connect(api);
        Outcome outcome = session.Run("@(Get-BkJobLog 128 | Where-Object Content).Count").ThrowIfFailed();
        Assert.Equal([6], outcome.Output);
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("Get-BkJobLog 101", "Start-BkJobInstance 101 -BizId 1")]
    [InlineData("Get-BkJobLog 100 -Status Running", null)]
    [InlineData("Get-BkJobLog 103 -Failed", null)]
    public void Job_that_was_not_started_is_a_warning(string line, string? command)
    {
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run(line).ThrowIfFailed();
        Assert.Equal(command is null ? 0 : 1, outcome.Warnings.Count);
        Assert.All(outcome.Warnings, warning => Assert.EndsWith(command!, warning, StringComparison.Ordinal));
    }

    /// <summary>Every way to name hosts, and the hosts whose logs come out.</summary>
    [Theory]
    [InlineData("Get-BkJobLog 100 -Failed")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | Get-BkJobLog")]
    [InlineData("Get-BkJobInstanceStatus 100 | Get-BkJobLog -Failed")]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[1] | Get-BkJobLog -Failed")]
    [InlineData("Get-BkJobInstanceStatus 100 -IncludeHosts | Get-BkJobLog -Status NonZeroExitCode, 1, 102")]
    [InlineData("Get-BkJobLog 100 -StepInstanceId 10002 -Ip 10.0.0.7, 10.0.0.14, 10.0.0.20")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | ConvertTo-Csv | ConvertFrom-Csv | Get-BkJobLog")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | ConvertTo-Json | ConvertFrom-Json | Get-BkJobLog")]
    [InlineData("[pscustomobject]@{ JobInstanceId = 100; StepInstanceId = 10002; HostId = ''; Ip = '10.0.0.7' }, "
        + "[pscustomobject]@{ JobInstanceId = 100; StepInstanceId = 10002; HostId = ''; Ip = '10.0.0.14' }, "
        + "[pscustomobject]@{ JobInstanceId = 100; StepInstanceId = 10002; HostId = ''; Ip = '10.0.0.20' } | Get-BkJobLog")]
    public void Input_selects_hosts(string line)
    {
        using Session session = Connect("EsbV3");
        _server.Requests.Clear();
        Outcome logs = session.Run($"{line} | ForEach-Object {{ \"$($_.StepInstanceId) $($_.Ip)\" }}").ThrowIfFailed();
        Assert.Equal(["10002 10.0.0.7", "10002 10.0.0.14", "10002 10.0.0.20"], logs.As<string>());
        Assert.Equal(1, CountLogRequests());
    }

    [Theory]
    [InlineData("EsbV3", 3)]
    [InlineData("GatewayV3", 3)]
    [InlineData("GatewayV4", 24)]
    public void Hosts_are_requested_in_batches(string api, int requests)
    {
        _server.Jobs.Add(new SimulatedJob { Id = 9501, Steps = [new SimulatedStep { Name = "Wide", Hosts = 1200, Seconds = 1 }], StartedAt = _server.Clock.Now.AddMinutes(-1) });
        using Session session = Connect(api);
        _server.Requests.Clear();
        Assert.Equal(1200, session.Run("Get-BkJobLog 9501").ThrowIfFailed().Output.Count);
        Assert.Equal(requests, CountLogRequests());
    }

    [Fact]
    public void Hosts_of_several_steps_and_jobs_are_batched_by_step()
    {
        using Session session = Connect("EsbV3");
        _server.Requests.Clear();
        Assert.Equal(
            session.Run("100, 103, 104 | Get-BkJobStepIpStatus").ThrowIfFailed().Output.Count,
            session.Run("100, 103, 104 | Get-BkJobStepIpStatus | Get-BkJobLog").ThrowIfFailed().Output.Count);
        Assert.Equal(
            session.Run("100, 103, 104 | Get-BkJobStepIpStatus | Group-Object JobInstanceId, StepInstanceId").Output.Count, CountLogRequests());
    }

    [Theory]
    [InlineData("(Get-BkJobLog 100 -Ip 10.0.0.7 -StepInstanceId 10002).Content.Split(\"`n\").Count", "7")]
    [InlineData("(Get-BkJobLog 100 -Ip 10.0.0.7 -StepInstanceId 10002 -Tail 2).Content.Split(\"`n\").Count", "3")]
    [InlineData("Get-BkJobLog 100 -Ip 10.0.0.7 -StepInstanceId 10002 -Tail 2 -Line | % Number", "5 6")]
    [InlineData("Get-BkJobLog 100 -Ip 10.0.0.7 -StepInstanceId 10002 -Line | % Number", "1 2 3 4 5 6")]
    [InlineData("Get-BkJobLog 100 -Failed -Raw | % { $_.GetType().Name }", "String String String")]
    [InlineData("Get-BkJobLog 107 | % StepInstanceId | Select-Object -Unique", "10701")]
    [InlineData("Get-BkJobLog 101", "")]
    public void Text_is_returned_as_requested(string line, string expected)
    {
        using Session session = Connect("EsbV3");
        Assert.Equal(expected, string.Join(' ', session.Run(line).ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("Get-BkJobLog 99999", "BkJobInstanceNotFound")]
    [InlineData("99999, 103 | Get-BkJobLog", "BkJobInstanceNotFound")]
    [InlineData("Get-BkJobLog 100 -StepInstanceId 10301", "BkJobInstanceNotFound")]
    [InlineData("Get-BkJobLog 100 -Ip 10.9.9.9", "BkJobInstanceNotFound")]
    [InlineData("[pscustomobject]@{ JobInstanceId = 100; StepInstanceId = 10002; Ip = '10.9.9.9' } | Get-BkJobLog", "BkJobInstanceNotFound")]
    [InlineData("Get-BkJobLog 100 -Line -Raw", "BkJobInvalidArgument")]
    [InlineData("'x' | Get-BkJobLog", "BkJobInvalidArgument")]
    [InlineData("Get-BkJobLog 100 -Follow -StepInstanceId 10301", "BkJobInstanceNotFound")]
    public void Invalid_input_is_an_error(string line, string errorId)
    {
        using Session session = Connect("EsbV3");
        Assert.Equal([errorId], session.Run(line).ErrorIds);
    }

    [Fact]
    public void Failed_hosts_without_a_log_are_one_warning()
    {
        _server.Jobs.Add(new SimulatedJob
        {
            Id = 9502,
            StartedAt = _server.Clock.Now.AddMinutes(-1),
            Steps = [new SimulatedStep { Name = "Silent", Hosts = 6, FailedHosts = 6, Seconds = 1, LogMode = LogMode.None }],
        });
        using Session session = Connect("EsbV3");
        Outcome outcome = session.Run("Get-BkJobLog 9502 | ForEach-Object { $null -eq $_.Content }").ThrowIfFailed();
        Assert.Equal(Enumerable.Repeat((object)true, 6), outcome.Output);
        Assert.StartsWith("6 failed hosts have no log", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_of_one_batch_does_not_affect_the_others()
    {
        _server.Jobs.Add(new SimulatedJob { Id = 9503, Steps = [new SimulatedStep { Hosts = 1200, Seconds = 1 }], StartedAt = _server.Clock.Now.AddMinutes(-1) });
        using Session session = Connect("EsbV3");
        _server.Faults.Add(new Fault { Operation = BatchV3, Skip = 1, Times = 1, EnvelopeCode = 9900403 });
        Outcome outcome = session.Run("Get-BkJobLog 9503 -ThrottleLimit 1");
        _server.Faults.Clear();
        Assert.Equal(["BkJobPermissionDenied"], outcome.ErrorIds);
        Assert.Equal(700, outcome.Output.Count);
    }

    [Theory]
    [InlineData("GatewayV4", true, false, 4)]
    [InlineData("GatewayV4", false, true, 4)]
    [InlineData("EsbV3", false, true, 4)]
    public void Container_and_IPv6_host_have_logs(string api, bool hasContainers, bool isIpv6, int count)
    {
        _server.Jobs.Add(new SimulatedJob
        {
            Id = 9504,
            StartedAt = _server.Clock.Now.AddMinutes(-1),
            Steps = [new SimulatedStep { Hosts = hasContainers ? 0 : 4, Containers = hasContainers ? 4 : 0, Ipv6Only = isIpv6, Seconds = 1 }],
        });
        using Session session = Connect(api);
        Assert.Equal([count], session.Run("(Get-BkJobLog 9504 | Where-Object Content).Count").ThrowIfFailed().Output);
    }

    /// <summary>The logs of a batch can be larger than the memory: it is requested again in pieces.</summary>
    [Fact]
    public void Batch_that_is_too_large_is_read_in_pieces()
    {
        _server.Jobs.Add(new SimulatedJob { Id = 9505, StartedAt = _server.Clock.Now.AddMinutes(-1), Steps = [new SimulatedStep { Hosts = 40, Seconds = 1, LogBytes = 1_000_000 }] });
        using Session session = Connect("EsbV3");
        _server.Requests.Clear();
        Assert.Equal([40], session.Run("(Get-BkJobLog 9505 | Where-Object { $_.Content.Length -ge 1000000 }).Count").ThrowIfFailed().Output);
        Assert.Equal(1 + 8, CountLogRequests());
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public void Files_of_a_host_are_in_its_log(string api)
    {
        _server.Jobs.Add(new SimulatedJob { Id = 9506, StartedAt = _server.Clock.Now.AddMinutes(-1), Steps = [new SimulatedStep { Type = 2, Hosts = 2, Seconds = 1, Files = 2 }] });
        using Session session = Connect(api);
        Outcome logs = session.Run("Get-BkJobLog 9506 | ForEach-Object { \"$($_.Content -match 'State: finished') $($_.Files.Count) $($_.Files[0].Mode) $($_.Files[0].Status)\" }").ThrowIfFailed();
        Assert.Equal(Enumerable.Repeat("True 2 Download Finished", 2), logs.As<string>());
    }

    private int CountLogRequests() => _server.Requests.All.Count(request => request.Operation.EndsWith("log", StringComparison.Ordinal));

    private Session Connect(string api) => Session.ConnectedTo(_server, $"-Api {api}");
}
