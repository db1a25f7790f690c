using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What Export-Csv writes of a list: its text, in one cell.</summary>
public sealed class ListTextTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("$j.Steps", "11801 Upload patch 上传补丁 (Succeeded); 11802 Apply patch 应用补丁 (Failed); 11803 Restart 重启 (NotStarted)")]
    [InlineData("$j.Blocks", "Upload patch 上传补丁; Apply patch 应用补丁; Restart 重启")]
    [InlineData("$j.Blocks[1].Steps", "11802 Apply patch 应用补丁 (Failed)")]
    [InlineData("$j.Steps[1].Operations", "2 Retry failed IPs; 3 Ignore error; 8 Retry all")]
    [InlineData("$j.Steps[1].IpStatuses", "10.0.0.1 Succeeded; 10.0.0.2 Failed; 10.0.0.3 Succeeded; 10.0.0.4 DispatchFailed")]
    [InlineData("$j.Steps[2].IpStatuses", "")]
    [InlineData("$j.Hosts", "6/8")]
    public void List_shows_its_content(string list, string text)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(text, session.Run($"$j = Get-BkJobInstanceStatus 118; ({list}).ToString()").ThrowIfFailed().Text);
    }

    [Fact]
    public void Block_without_a_name_shows_its_steps()
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal("10001; 10002; 10003", session.Run("(Get-BkJobInstanceStatus 100).Blocks.ToString()").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData(20, "10.0.0.1 Succeeded; ", "10.0.0.20 Succeeded")]
    [InlineData(21, "10.0.0.1 Succeeded; ", "; 10.0.0.20 Succeeded; … 1 more")]
    public void List_of_many_hosts_stays_short(int hosts, string begin, string end)
    {
        _server.Jobs.Add(new SimulatedJob { Id = 800 + hosts, Steps = [new SimulatedStep { Hosts = hosts, Seconds = 1 }] });
        using Session session = Session.ConnectedTo(_server);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        string text = session.Run($"(Get-BkJobInstanceStatus {800 + hosts}).Steps[0].IpStatuses.ToString()").ThrowIfFailed().Text;
        Assert.StartsWith(begin, text);
        Assert.EndsWith(end, text);
    }
}
