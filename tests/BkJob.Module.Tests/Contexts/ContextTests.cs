using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

public sealed class ContextTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Fact]
    public void Context_connected_last_is_the_default()
    {
        using Session session = ThreeContexts();
        Assert.Equal("red:False blue:False green:True", Defaults(session));
        session.Run("Disconnect-BkJob").ThrowIfFailed();
        Assert.Equal("red:False blue:True", Defaults(session));
    }

    [Theory]
    [InlineData("Get-BkJobContext", "red blue green")]
    [InlineData("Get-BkJobContext *e*n", "green")]
    [InlineData("Get-BkJobContext RED, blue", "red blue")]
    [InlineData("Get-BkJobContext x*", "")]
    public void Contexts_are_found_by_name_with_wildcards(string line, string names)
    {
        using Session session = ThreeContexts();
        Assert.Equal(names, string.Join(' ', session.Run($"({line}).Name").ThrowIfFailed().Output));
    }

    [Theory]
    [InlineData("Disconnect-BkJob", "red blue")]
    [InlineData("Disconnect-BkJob *e*", "")]
    [InlineData("Disconnect-BkJob red", "blue green")]
    [InlineData("Get-BkJobContext r*, g* | Disconnect-BkJob", "blue")]
    [InlineData("Disconnect-BkJob nobody*", "red blue green")]
    public void Contexts_are_disconnected_by_name_with_wildcards(string line, string left)
    {
        using Session session = ThreeContexts();
        session.Run(line).ThrowIfFailed();
        Assert.Equal(left, string.Join(' ', session.Run("(Get-BkJobContext).Name").Output));
    }

    [Theory]
    [InlineData("Get-BkJobContext nobody")]
    [InlineData("Disconnect-BkJob nobody")]
    public void Unknown_name_is_an_error(string line)
    {
        using Session session = ThreeContexts();
        Outcome outcome = session.Run(line);
        Assert.Equal(["BkJobNotConnected"], outcome.ErrorIds);
        Assert.Contains("nobody", outcome.Errors.Single().ToString());
    }

    /// <summary>Who wants to disconnect is not told to connect.</summary>
    [Theory]
    [InlineData("Disconnect-BkJob *; Disconnect-BkJob", "No context is connected")]
    [InlineData("Disconnect-BkJob nobody", "nobody")]
    public void Nothing_to_disconnect_is_an_error_with_advice(string line, string words)
    {
        using Session session = ThreeContexts();
        ErrorRecord error = session.Run(line).Errors.Single();
        Assert.StartsWith("BkJobNotConnected", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("To list the contexts", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>A misspelled name needs no new connection, unless there is none.</summary>
    [Theory]
    [InlineData("Get-BkJobContext nobody", "Get-BkJobContext")]
    [InlineData("Find-BkJobInstance -Context nobody", "Find-BkJobInstance -Context 'green'")]
    [InlineData("Get-BkJobInstanceStatus 100 -Context nobody", "Find-BkJobInstance -Context 'green'")]
    [InlineData("'nobody' | Find-BkJobInstance", "Find-BkJobInstance -Context 'green'")]
    [InlineData("Disconnect-BkJob *; Get-BkJobInstanceStatus 100 -Context nobody", "Connect-BkJob")]
    [InlineData("Disconnect-BkJob *; Get-BkJobContext nobody", "Connect-BkJob")]
    public void Advice_for_an_unknown_name_is_a_command(string line, string command)
    {
        using Session session = ThreeContexts();
        Assert.Contains(command, Assert.Single(session.Run(line).AllErrors).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Context red")]
    [InlineData("-Context RED")]
    [InlineData("-Context (Get-BkJobContext red)")]
    public void Context_is_taken_by_name_or_as_the_object(string context)
    {
        using Session session = ThreeContexts();
        _server.Requests.Clear();
        session.Run($"Get-BkJobInstanceStatus 100 {context}").ThrowIfFailed();
        Assert.Equal("red-user", _server.Requests.All.Single().Headers["X-Bk-Tenant-Id"]);
    }

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100 -Context nobody", "nobody", "red")]
    [InlineData("$c = Get-BkJobContext red; Disconnect-BkJob red; Get-BkJobInstanceStatus 100 -Context $c", "disconnected")]
    [InlineData("Disconnect-BkJob *; Get-BkJobInstanceStatus 100", "Not connected")]
    [InlineData("Disconnect-BkJob *; 100, 101 | Get-BkJobStepIpStatus", "Not connected")]
    public void Missing_connection_is_one_terminating_error(string script, params string[] words)
    {
        using Session session = ThreeContexts();
        Outcome outcome = session.Run(script);
        Assert.Equal(["BkJobNotConnected"], outcome.ErrorIds);
        Assert.Equal(ErrorCategory.ConnectionError, outcome.Terminating!.CategoryInfo.Category);
        Assert.All(words, word => Assert.Contains(word, outcome.Terminating.ToString()));
        Assert.Contains(script.Contains("nobody", StringComparison.Ordinal) ? "-Context 'green'" : "Connect-BkJob", outcome.Terminating.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Same_name_again_replaces_the_older_context()
    {
        using Session session = ThreeContexts();
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName other -Name Red").ThrowIfFailed();
        Assert.Equal("blue:False green:False Red:True", Defaults(session));
    }

    [Fact]
    public void Runspaces_do_not_see_each_others_contexts()
    {
        using Session one = ThreeContexts();
        using Session two = new();
        Assert.Empty(two.Run("Get-BkJobContext").ThrowIfFailed().Output);
        Assert.Equal(["BkJobNotConnected"], two.Run("Get-BkJobInstanceStatus 100 -BizId 1").ErrorIds);
    }

    [Fact]
    public void Context_can_be_passed_to_another_runspace()
    {
        using Session one = ThreeContexts();
        using Session two = new();
        two.Set("handed", one.Run("Get-BkJobContext red").Output.Single());
        Assert.Equal([100L], two.Run("(Get-BkJobInstanceStatus 100 -BizId 1 -Context $handed).Id").ThrowIfFailed().Output);
    }

    [Fact]
    public void Parallel_runspaces_share_one_context_by_using()
    {
        using Session session = ThreeContexts();
        session.Set("manifest", Repository.Manifest);
        Outcome outcome = session.Run(
            "$c = Get-BkJobContext red; 100..131 | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module $using:manifest; "
            + "(Get-BkJobInstanceStatus $_ -BizId 1 -Context $using:c).Id }").ThrowIfFailed();
        Assert.Equal(Enumerable.Range(100, 32).Select(i => (long)i), outcome.As<long>().Order());
    }

    [Fact]
    public void Removing_the_module_ends_the_contexts_of_this_runspace_only()
    {
        using Session one = ThreeContexts();
        using Session two = ThreeContexts();
        one.Set("manifest", Repository.Manifest);
        Assert.Empty(one.Run("Remove-Module BkJob; Import-Module $manifest; Get-BkJobContext").ThrowIfFailed().Output);
        Assert.Equal(3, two.Run("Get-BkJobContext").Output.Count);
    }

    private Session ThreeContexts()
    {
        var session = new Session();
        session.Set("server", _server.Address.ToString());
        session.Set("secret", Session.Secure("demo-secret"));
        foreach (string name in new[] { "red", "blue", "green" })
        {
            string who = name == "red" ? "admin -TenantId red-user" : "admin";
            session.Run($"Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName {who} -BizId 1 -Name {name}").ThrowIfFailed();
        }

        return session;
    }

    private static string Defaults(Session session) =>
        string.Join(' ', session.Run("Get-BkJobContext | ForEach-Object { \"$($_.Name):$($_.IsDefault)\" }").ThrowIfFailed().Output);
}
