using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Objects remember the context that they were read with, and nothing of its secrets.</summary>
public sealed class InputContextTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("$job | Get-BkJobInstanceStatus", "one")]
    [InlineData("$job.Steps[1] | Get-BkJobInstanceStatus", "one")]
    [InlineData("$job.Blocks[0].Steps[0] | Get-BkJobInstanceStatus", "one")]
    [InlineData("$job.Steps[0].IpStatuses[0] | Get-BkJobInstanceStatus", "one")]
    [InlineData("$job | Get-BkJobStepIpStatus -Failed | Get-BkJobInstanceStatus", "one one one")]
    [InlineData("Get-BkJobInstanceStatus $job", "one")]
    [InlineData("Get-BkJobInstanceStatus -StepInstance $job.Steps", "one one one")]
    [InlineData("$running | Wait-BkJobInstance -Timeout 0 -ErrorAction Ignore", "one")]
    [InlineData("$running.Steps[0] | Wait-BkJobInstance -Timeout 0 -ErrorAction Ignore", "one")]
    [InlineData("Wait-BkJobInstance -JobInstance $running -Timeout 0 -ErrorAction Ignore", "one")]
    [InlineData("Wait-BkJobInstance 102 -Context one -Timeout 0 -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].TargetObject | Get-BkJobInstanceStatus", "one one")]
    [InlineData("$job | Get-BkJobInstanceStatus | Get-BkJobInstanceStatus", "one one")]
    [InlineData("$job | Get-BkJobInstanceStatus -Id { $_.Id }", "one")]
    [InlineData("$job | Get-BkJobInstanceStatus -Context two", "two")]
    [InlineData("$job | Add-Member Context two -PassThru | Get-BkJobInstanceStatus", "two")]
    [InlineData("100 | Get-BkJobInstanceStatus", "two")]
    [InlineData("Get-BkJobContext one | Get-BkJobInstanceStatus 100", "one")]
    [InlineData("Get-BkJobContext | Get-BkJobInstanceStatus -Id 100", "one two")]
    [InlineData("Get-BkJobContext one | Wait-BkJobInstance 103", "one")]
    [InlineData("Get-BkJobContext one | Get-BkJobStepIpStatus 100 -Failed", "one")]
    [InlineData("[pscustomobject]@{ Id = 100; Context = 'one' } | Get-BkJobInstanceStatus", "one")]
    [InlineData("[pscustomobject]@{ Id = 100; Context = Get-BkJobContext one } | Get-BkJobInstanceStatus", "one")]
    [InlineData("[pscustomobject]@{ Context = 'one' } | Get-BkJobInstanceStatus -Id 100", "one")]
    [InlineData("[pscustomobject]@{ Id = 100; Context = ' ' } | Get-BkJobInstanceStatus", "two")]
    [InlineData("[pscustomobject]@{ Id = 100; Context = 'one' } | Get-BkJobInstanceStatus -Context two", "two")]
    [InlineData("[pscustomobject]@{ Id = 100; Context = 'one' } | Wait-BkJobInstance", "one")]
    public void Request_goes_to_the_context_of_the_input(string line, string contexts)
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100 -Context one; $running = Get-BkJobInstanceStatus 102 -Context one").ThrowIfFailed();
        _server.Requests.Clear();
        session.Run(line).ThrowIfFailed();
        Assert.Equal(contexts, TwoContexts.RequestedFrom(_server));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-IncludeHosts")]
    [InlineData("-PollInterval 0.2")]
    public void Wait_polls_jobs_of_several_contexts(string parameters)
    {
        using Session session = TwoContexts.Connect(_server);
        Outcome outcome = session.Run(
            "'one', 'two', 'one' | ForEach-Object { [pscustomobject]@{ Id = 103; Context = $_ } } | "
            + $"Wait-BkJobInstance {parameters} | ForEach-Object Id").ThrowIfFailed();
        Assert.Equal([103L, 103L], outcome.Output);
        Assert.Equal(["one", "two"], TwoContexts.RequestedFrom(_server).Split(' ').Order());
    }

    [Theory]
    [InlineData("$job | Get-BkJobInstanceStatus")]
    [InlineData("$job.Steps[1] | Get-BkJobInstanceStatus")]
    [InlineData("$job.Steps[0].IpStatuses[0] | Get-BkJobInstanceStatus")]
    [InlineData("Get-BkJobInstanceStatus $job")]
    [InlineData("$running | Wait-BkJobInstance")]
    public void Context_that_is_gone_is_an_error_and_not_another_server(string line)
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100 -Context one; $running = Get-BkJobInstanceStatus 102 -Context one").ThrowIfFailed();
        foreach (string change in new[]
        {
            "Disconnect-BkJob one",
            "Connect-BkJob https://elsewhere.example.com -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name one -TenantId one",
            "Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name one -TenantId another",
        })
        {
            session.Run(change).ThrowIfFailed();
            _server.Requests.Clear();
            Outcome outcome = session.Run(line);
            Assert.Equal(["BkJobNotConnected"], outcome.ErrorIds);
            string message = outcome.AllErrors.Single().Exception.Message;
            Assert.Contains("\"one\"", message, StringComparison.Ordinal);
            Assert.Matches("10[02]", message);
            Assert.Empty(_server.Requests.All);
        }
    }

    [Fact]
    public void Context_of_the_same_name_and_server_replaces_an_older_one()
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100 -Context one").ThrowIfFailed();
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name one -TenantId one").ThrowIfFailed();
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name two -TenantId two").ThrowIfFailed();
        _server.Requests.Clear();
        session.Run("$job | Get-BkJobInstanceStatus").ThrowIfFailed();
        Assert.Equal("one", TwoContexts.RequestedFrom(_server));
    }

    [Theory]
    [InlineData("500 | Get-BkJobInstanceStatus -Id 100")]
    [InlineData("'one' | Get-BkJobInstanceStatus -Id 100")]
    [InlineData("[pscustomobject]@{ Name = 'one' } | Wait-BkJobInstance -JobInstance $running")]
    public void Pipeline_beside_explicit_jobs_has_to_specify_a_context(string line)
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run("$running = Get-BkJobInstanceStatus 102").ThrowIfFailed();
        _server.Requests.Clear();
        Assert.Equal(["BkJobInvalidArgument"], session.Run(line).ErrorIds);
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("$job")]
    [InlineData("$job.Steps[1]")]
    [InlineData("$job.Steps[1].IpStatuses[0]")]
    public void Object_does_not_reveal_its_context(string what)
    {
        using Session session = TwoContexts.Connect(_server);
        session.Run("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name marked-context").ThrowIfFailed();
        session.Run($"$job = Get-BkJobInstanceStatus 100; $what = {what}").ThrowIfFailed();
        Assert.Empty(session.Run("$what.PSObject.Properties.Name -match 'Context|Origin|Connection'").ThrowIfFailed().Output);
        foreach (string written in new[] { "ConvertTo-Csv", "ConvertTo-Json -Depth 5", "ForEach-Object { [System.Management.Automation.PSSerializer]::Serialize($_, 5) }" })
        {
            Assert.DoesNotContain("marked-context", session.Run($"$what | {written}").ThrowIfFailed().Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Reach(session.Run("$what").Output.Single()), value => value is SecureString or HttpClient or PSCredential);
    }

    [Fact]
    public void Disconnected_context_keeps_no_secret()
    {
        using Session session = TwoContexts.Connect(_server);
        object context = session.Run(
            "$c = Connect-BkJob $server -AppCode ops -AppSecret $secret -Token $secret -Name other -PassThru; Disconnect-BkJob other; $c").ThrowIfFailed().Output.Single();
        Assert.DoesNotContain(Reach(Fields(context).First(field => field?.GetType().Name == "BkJobClientOptions")!), value => value is SecureString);
    }

    /// <summary>Everything that can be reached from an object by its fields.</summary>
    private static HashSet<object> Reach(object start)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([start]);
        while (open.TryPop(out object? next))
        {
            if (next is string or Type or MemberInfo or Pointer || next.GetType().IsPrimitive || !seen.Add(next))
            {
                continue;
            }

            foreach (object? part in next is Array many && !next.GetType().GetElementType()!.IsPrimitive ? (IEnumerable)many : Fields(next))
            {
                if (part is not null)
                {
                    open.Push(part);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<object?> Fields(object owner)
    {
        for (Type? type = owner.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field.FieldType.IsPointer || field.FieldType.IsByRefLike ? null : field.GetValue(owner);
            }
        }
    }
}
