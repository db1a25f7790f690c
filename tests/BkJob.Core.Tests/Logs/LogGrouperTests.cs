using System.Text;
using BkJob.Logs;
using BkJob.Streaming;

namespace BkJob.Core.Tests.Logs;

/// <summary>Logs are grouped by their exact text, or by their text without the addresses of their own host.</summary>
public sealed class LogGrouperTests
{
    [Theory]
    [InlineData("a", "3: 1 2 3", "a", "a", "a")]
    [InlineData("order of the first log", "1: 1 | 1: 2 | 1: 3", "b", "a", "c")]
    [InlineData("largest first", "2: 2 3 | 1: 1", "b", "a", "a")]
    [InlineData("case", "1: 1 | 1: 2", "a", "A")]
    [InlineData("line end", "1: 1 | 1: 2", "a\n", "a\r\n")]
    [InlineData("blank", "1: 1 | 1: 2", "a", "a ")]
    [InlineData("none", "2: 2 3 | 1: 1 | 1: 4", "", null, null, "a")]
    public void Logs_with_the_same_text_are_one_group(string _, string expected, params string?[] contents)
    {
        var grouper = new LogGrouper(ignoresHost: false);
        for (int i = 0; i < contents.Length; i++)
        {
            grouper.Add(CreateLog(contents[i], ip: (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(expected, string.Join(" | ", grouper.GetGroups().Select(group => $"{group.Count}: {string.Join(' ', group.Hosts)}")));
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "at 10.0.0.1: failed", true)]
    [InlineData("10.0.0.1", "10.0.0.1:8080 and (10.0.0.1), 10.0.0.1.", true)]
    [InlineData("10.0.0.1", "10.0.0.1/24 log-10.0.0.1_x", true)]
    [InlineData("10.0.0.1", "/var/log/10.0.0.1.log", true)]
    [InlineData("10.0.0.1", "x=10.0.0.1&y", true)]
    [InlineData("10.0.0.1", "主机10.0.0.1上", true)]
    [InlineData("10.0.0.1", "10.0.0.12", false)]
    [InlineData("10.0.0.1", "110.0.0.1", false)]
    [InlineData("10.0.0.1", "10.0.0.1.5", false)]
    [InlineData("10.0.0.1", "9.10.0.0.1", false)]
    [InlineData("10.0.0.1", "v10.0.0.1", false)]
    [InlineData("2001:db8::15", "[2001:db8::15]:80", true)]
    [InlineData("2001:db8::15", "2001:DB8::15: failed", true)]
    [InlineData("2001:db8::15", "2001:db8::15%eth0", true)]
    [InlineData("2001:db8::15", "2001:db8::151", false)]
    [InlineData("2001:db8::15", "2001:db8::15:1", false)]
    [InlineData("::1", "fe80::1", false)]
    [InlineData("web-1", "pod web-1 restarted", true)]
    [InlineData("web-1", "web-1: ready", true)]
    [InlineData("web-1", "web-12", false)]
    [InlineData("web-1", "web-1-canary", false)]
    [InlineData("web-1", "my-web-1", false)]
    [InlineData("web-1", "web-1.default", false)]
    public void Only_the_whole_address_of_the_own_host_is_ignored(string address, string text, bool isIgnored)
    {
        // The other host has the same text with its own address. Both are one group exactly if the address is ignored.
        const string Other = "203.0.113.9";
        var grouper = new LogGrouper(ignoresHost: true);
        grouper.Add(address.Contains(':') ? CreateLog(text, ipv6: address) : address[0] == 'w' ? CreateLog(text, container: address) : CreateLog(text, address));
        grouper.Add(CreateLog(text.Replace(address, Other, StringComparison.OrdinalIgnoreCase), Other));
        Assert.Equal(isIgnored ? 1 : 2, grouper.GetGroups().Count());
    }

    [Theory]
    [InlineData(true, 1, "[2026-11-26 13:54:08][PID:4711] failed\n", "[2026-11-26 13:54:09][PID:12] failed\n")]
    [InlineData(true, 1, "[2026-11-26 13:54:08] a\n[2026-11-26 13:54:08] b", "[2026-11-26 13:54:08] a\n[2026-11-26 13:55:00] b")]
    [InlineData(true, 1, "[2026-11-26 13:54:08.123][PID:1]", "[2026-11-26 13:54:08.5][PID:2]")]
    [InlineData(true, 2, "[2026-11-26 13:54:08][PID:1] a", "[2026-11-26 13:54:08][PID:1] b")]
    [InlineData(true, 2, "at [2026-11-26 13:54:08] a", "at [2026-11-26 13:54:09] a")]
    [InlineData(true, 2, "[PID:1] a", "[PID:2] a")]
    [InlineData(true, 2, "[2026-11-26] a", "[2026-11-27] a")]
    [InlineData(false, 2, "[2026-11-26 13:54:08][PID:4711] failed", "[2026-11-26 13:54:09][PID:12] failed")]
    public void Time_and_process_before_a_line_are_ignored(bool ignoresHost, int groups, string first, string second)
    {
        var grouper = new LogGrouper(ignoresHost);
        grouper.Add(CreateLog(first, "10.0.0.1"));
        grouper.Add(CreateLog(second, "10.0.0.2"));
        Assert.Equal(groups, grouper.GetGroups().Count());
        Assert.Equal(first, grouper.GetGroups().First().Content);
    }

    [Fact]
    public void Addresses_of_other_hosts_are_compared()
    {
        var grouper = new LogGrouper(ignoresHost: true);
        grouper.Add(CreateLog("10.0.0.1 cannot reach 10.0.0.9", "10.0.0.1"));
        grouper.Add(CreateLog("10.0.0.2 cannot reach 10.0.0.9", "10.0.0.2"));
        grouper.Add(CreateLog("10.0.0.3 cannot reach 10.0.0.8", "10.0.0.3"));
        LogGroup[] groups = [.. grouper.GetGroups()];
        Assert.Equal([2, 1], groups.Select(group => group.Count));
        Assert.Equal("10.0.0.1 cannot reach 10.0.0.9", groups[0].Content);
        Assert.Equal("10.0.0.2 cannot reach 10.0.0.9", groups[0].Logs[1].Content);
    }

    [Fact]
    public void Memory_of_equal_texts_is_shared()
    {
        var grouper = new LogGrouper(ignoresHost: false);
        foreach (int host in new[] { 1, 2, 3 })
        {
            grouper.Add(CreateLog(new string('x', 1000), $"10.0.0.{host}"));
        }

        Assert.All(Assert.Single(grouper.GetGroups()).Logs, log => Assert.Same(grouper.GetGroups().Single().Content, log.Content));
    }

    [Fact]
    public void Group_lists_distinct_codes_and_statuses()
    {
        var grouper = new LogGrouper(ignoresHost: false);
        grouper.Add(CreateLog("x", "10.0.0.1", status: IpStatus.NonZeroExitCode, exitCode: 2));
        grouper.Add(CreateLog("x", "10.0.0.2", status: IpStatus.NonZeroExitCode, exitCode: -1));
        grouper.Add(CreateLog("x", "10.0.0.3", status: IpStatus.Succeeded));
        LogGroup group = Assert.Single(grouper.GetGroups());
        Assert.Equal([-1, 2], group.ExitCodes);
        Assert.Equal([IpStatus.Succeeded, IpStatus.NonZeroExitCode], group.Statuses);
    }

    private static HostLog CreateLog(
        string? content, string? ip = null, string? ipv6 = null, string? container = null, IpStatus status = IpStatus.Succeeded, int? exitCode = null)
    {
        using var host = new HostColumnBuilder();
        host.Begin();
        host.Set(HostNumber.Status, (long)status);
        if (exitCode is { } code)
        {
            host.Set(HostNumber.ExitCode, code);
        }

        foreach ((HostText column, string? text) in new[] { (HostText.Ip, ip), (HostText.Ipv6, ipv6), (HostText.ContainerName, container) })
        {
            if (text is not null)
            {
                host.SetText(column, Encoding.UTF8.GetBytes(text));
            }
        }

        return new HostLog(new StepIpStatus(new StepInstance { Id = 1, JobInstanceId = 100 }, host.Build(null), 0), 0, content);
    }
}
