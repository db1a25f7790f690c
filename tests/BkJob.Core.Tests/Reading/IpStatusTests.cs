using System.Globalization;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>The codes of hosts (protocol.md §1.8).</summary>
public sealed class IpStatusTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<int, string, HostOutcome> Codes => new()
    {
        { 0, "UnknownError", HostOutcome.Failed },
        { 1, "AgentAbnormal", HostOutcome.Failed },
        { 2, "InvalidHost", HostOutcome.Failed },
        { 3, "LastSucceeded", HostOutcome.Succeeded },
        { 5, "Waiting", HostOutcome.Waiting },
        { 7, "Running", HostOutcome.Running },
        { 9, "Succeeded", HostOutcome.Succeeded },
        { 11, "Failed", HostOutcome.Failed },
        { 12, "DispatchFailed", HostOutcome.Failed },
        { 13, "TaskTimeout", HostOutcome.Failed },
        { 15, "LogError", HostOutcome.Failed },
        { 16, "ScriptLogTimeout", HostOutcome.Failed },
        { 17, "FileLogTimeout", HostOutcome.Failed },
        { 18, "AgentNotInstalled", HostOutcome.Failed },
        { 101, "ScriptFailed", HostOutcome.Failed },
        { 102, "ScriptTimeout", HostOutcome.Failed },
        { 103, "ScriptTerminated", HostOutcome.Terminated },
        { 104, "NonZeroExitCode", HostOutcome.Failed },
        { 202, "FileTransferFailed", HostOutcome.Failed },
        { 203, "SourceFileMissing", HostOutcome.Failed },
        { 301, "FileError", HostOutcome.Failed },
        { 303, "FileTaskTimeout", HostOutcome.Failed },
        { 310, "GseAgentAbnormal", HostOutcome.Failed },
        { 311, "UserMissing", HostOutcome.Failed },
        { 312, "PasswordWrong", HostOutcome.Failed },
        { 320, "FileFetchFailed", HostOutcome.Failed },
        { 321, "FileTooLarge", HostOutcome.Failed },
        { 329, "FileTransferError", HostOutcome.Failed },
        { 399, "ExecutionError", HostOutcome.Failed },
        { 403, "Terminated", HostOutcome.Terminated },
        { 404, "TerminateFailed", HostOutcome.Failed },
        { 500, "UnknownState", HostOutcome.Unknown },
        { 777, "777", HostOutcome.Unknown },
        { 4, "4", HostOutcome.Unknown },
        { -1, "-1", HostOutcome.Unknown },
        { int.MinValue, "-2147483648", HostOutcome.Unknown },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Host_status_code_has_name_outcome_and_count(int code, string name, HostOutcome outcome)
    {
        string json = code.ToString(CultureInfo.InvariantCulture);

        JobInstance job = await bench.ReadAsync(Bodies.With("data.blocks[0].step_instances[0].step_ip_status[0].status", json));

        StepIpStatus host = Assert.Single(job.Steps[0].IpStatuses);
        Assert.Equal((code, name, outcome), ((int)host.Status, host.Status.ToString(), host.Outcome));
        HostFacts expected = outcome switch
        {
            HostOutcome.Succeeded => new(1, Succeeded: 1),
            HostOutcome.Running => new(1, Running: 1),
            HostOutcome.Waiting => new(1, Waiting: 1),
            HostOutcome.Terminated => new(1, Terminated: 1),
            HostOutcome.Failed => new(1, Failed: 1),
            _ => new(1, Unknown: 1),
        };
        Assert.Equal(expected, HostFacts.Of(job.Steps[0].Hosts));
        Assert.Equal(expected, HostFacts.Of(job.Hosts));
    }

    /// <summary>32 codes in the protocol, and a row above for each.</summary>
    [Fact]
    public void Every_code_of_the_protocol_has_a_name() => Assert.Equal(32, Enum.GetValues<IpStatus>().Length);
}
