using System.Globalization;
using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Completion offers what the session knows, and neither file names nor a request.</summary>
public sealed class CompletionSourceTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Get-BkJobStepIpStatus 111 -Ip ", "10.0.0.2 10.0.0.4 10.0.0.6", 3)]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip ", "10.0.0.7 10.0.0.14 10.0.0.20 10.0.0.1 10.0.0.2", 5)]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip 10.0.0.2", "10.0.0.20 10.0.0.2", 9)]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip '10.0.0.14", "10.0.0.14", 9)]
    [InlineData("Get-BkJobStepIpStatus 100 -StepInstanceId 10001 -Ip 10.0.0.7", "10.0.0.7", 9)]
    [InlineData("Get-BkJobStepIpStatus 99 -Ip ", "", 9)]
    [InlineData("Get-BkJobStepIpStatus 100 -Ip w", "", 9)]
    public void Ip_offers_hosts_read_last(string line, string offered, int count)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("100, 111 | Get-BkJobInstanceStatus").ThrowIfFailed();
        Assert.Equal(offered, string.Join(' ', Complete(session, line).Take(count)));
    }

    [Fact]
    public void Ip_offers_the_hosts_of_every_cmdlet_and_no_more_than_500()
    {
        for (int id = 6000; id < 6010; id++)
        {
            _server.Jobs.Add(new SimulatedJob { Id = id, Steps = [new SimulatedStep { Hosts = 300 }] });
        }

        using Session session = Session.ConnectedTo(_server);
        foreach (string cmdlet in new[] { "Get-BkJobInstanceStatus", "Get-BkJobStepIpStatus", "Wait-BkJobInstance" })
        {
            session.Run($"{cmdlet} 6000").ThrowIfFailed();
            Assert.Equal(100, Complete(session, "Get-BkJobStepIpStatus 6000 -Ip ").Length);
        }

        session.Run("6000..6009 | Get-BkJobInstanceStatus").ThrowIfFailed();
        int[] perJob = [.. Enumerable.Range(6000, 10).Select(id => Complete(session, $"Get-BkJobStepIpStatus {id} -Ip ").Length)];
        Assert.Equal([0, 0, 0, 0, 0, 100, 100, 100, 100, 100], perJob);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus -BizId ", "42 1 9000001")]
    [InlineData("Wait-BkJobInstance -BizId 9", "9000001")]
    [InlineData("Get-BkJobStepIpStatus -bk_biz_id 4", "42")]
    [InlineData("Connect-BkJob -BizId ", "42 1 9000001")]
    [InlineData("Connect-BkJob -BizId x", "")]
    [InlineData("Connect-BkJob -Server ", "SERVER")]
    [InlineData("Connect-BkJob ", "SERVER")]
    [InlineData("Connect-BkJob 127.0.0", "SERVER")]
    [InlineData("Connect-BkJob -Server x", "")]
    public void Businesses_and_servers_are_those_of_the_session(string line, string offered)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("Get-BkJobInstanceStatus 9127 -BizId 9000001; Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 42 -Name other").ThrowIfFailed();
        _server.Requests.Clear();
        string server = _server.Address.ToString();
        Assert.Equal(offered.Replace("SERVER", server, StringComparison.Ordinal), string.Join(' ', Complete(session, line)));
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("Connect-BkJob -SecretName ", "app-prod|app-test|'name with blanks'")]
    [InlineData("Connect-BkJob -SecretName APP-", "app-prod|app-test")]
    [InlineData("Connect-BkJob -Vault local -SecretName ", "app-prod|app-test")]
    [InlineData("Connect-BkJob -Vault ", "cloud|local|other")]
    [InlineData("Connect-BkJob -Vault l", "local")]
    public void Secrets_are_those_of_vaults_on_this_machine(string line, string offered)
    {
        using var vault = new VaultStandIn();
        using var session = new Session();
        Assert.Equal(offered, string.Join('|', Complete(session, line)));
    }

    [Theory]
    [InlineData("Connect-BkJob -SecretName ")]
    [InlineData("Connect-BkJob -Vault ")]
    [InlineData("Connect-BkJob -Server ")]
    [InlineData("Connect-BkJob -BizId ")]
    [InlineData("Connect-BkJob ")]
    [InlineData("Get-BkJobStepIpStatus 1 -Ip ")]
    [InlineData("Get-BkJobInstanceStatus 1 -BizId ")]
    public void Nothing_known_offers_no_file_names(string line)
    {
        using var none = new VaultStandIn(isThere: false);
        using var session = new Session();
        Assert.Empty(Complete(session, line));
    }

    [Theory]
    [InlineData("en-US", "Get-BkJobStepIpStatus 100 -Ip 10.0.0.14", "10.0.0.14 (ScriptTimeout), 100 > 10002")]
    [InlineData("en-US", "Get-BkJobInstanceStatus -BizId 1", "business of the context Default")]
    [InlineData("zh-CN", "Get-BkJobInstanceStatus -BizId 1", "上下文 Default 的业务")]
    [InlineData("en-US", "Get-BkJobInstanceStatus -BizId 90", "business of 9127 Collect quotas of all regions 汇总各区配额")]
    public void Tool_tip_describes_what_is_offered(string culture, string line, string tip)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using Session session = Session.ConnectedTo(_server);
            session.Run("Get-BkJobInstanceStatus 100; Get-BkJobInstanceStatus 9127 -BizId 9000001").ThrowIfFailed();
            Assert.Equal(tip, Offer(session, line).Single().ToolTip);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string[] Complete(Session session, string line) => [.. Offer(session, line).Select(each => each.CompletionText)];

    private static IEnumerable<CompletionResult> Offer(Session session, string line)
    {
        session.Set("line", line);
        return session.Run("(TabExpansion2 $line $line.Length).CompletionMatches").ThrowIfFailed().As<CompletionResult>();
    }
}
