using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>An argument arrives as one argument, or is rejected: no interpreter may execute a part of it.</summary>
public sealed class ScriptArgumentTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Shell", "a", "a")]
    [InlineData("Shell", "k=v,50%@x:/y+z-1.0_2", "k=v,50%@x:/y+z-1.0_2")]
    [InlineData("Shell", "", "''")]
    [InlineData("Shell", "a b", "'a b'")]
    [InlineData("Shell", "$(id)", "'$(id)'")]
    [InlineData("Python", "it's", "'it'\\''s'")]
    [InlineData("Perl", "!x", "'!x'")]
    [InlineData("Bat", "a", "a")]
    [InlineData("Bat", "k=v", "\"k=v\"")]
    [InlineData("Bat", "a,b", "\"a,b\"")]
    [InlineData("Bat", "a&b", "\"a&b\"")]
    [InlineData("Bat", "say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("PowerShell", "-Name", "-Name")]
    [InlineData("PowerShell", "@x", "'@x'")]
    [InlineData("PowerShell", "a,b", "'a,b'")]
    [InlineData("PowerShell", "it's", "'it''s'")]
    [InlineData("PowerShell", "a\u2018;b", "'a\u2018\u2018;b'")]
    [InlineData("PowerShell", "a\u2019;b", "'a\u2019\u2019;b'")]
    [InlineData("PowerShell", "a\u201A;b", "'a\u201A\u201A;b'")]
    [InlineData("PowerShell", "a\u201B;b", "'a\u201B\u201B;b'")]
    public void Argument_is_quoted_for_the_language(string language, string argument, string expected)
    {
        Assert.Equal(expected, Start($"-Script x -Language {language}", argument).Arguments);
        Assert.Equal(expected, Start($"-ScriptVersionId 1000321 -Language {language}", argument).Arguments);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("k=v,@x:/y+z-1.0_2")]
    public void Plain_argument_needs_no_language(string argument) =>
        Assert.Equal(argument, Start("-ScriptVersionId 1000321", argument).Arguments);

    [Theory]
    [InlineData("-Script x -Language Bat", "50%", "-SecretArgument")]
    [InlineData("-Script x -Language Bat", "%PATH%", "-SecretArgument")]
    [InlineData("-Script x -Language Bat", "a!b", "-SecretArgument")]
    [InlineData("-Script x -Language Shell", "a\0b", "-ArgumentList")]
    [InlineData("-ScriptVersionId 1000321", "", "-Language")]
    [InlineData("-ScriptVersionId 1000321", "a b", "-Language")]
    [InlineData("-ScriptVersionId 1000321", "50%", "-Language")]
    [InlineData("-ScriptVersionId 1000321", "it's", "-Language")]
    [InlineData("-ScriptId abc", "a;b", "-Language")]
    [InlineData("-ScriptId abc", "参数", "-Language")]
    public void Argument_that_cannot_be_quoted_is_rejected(string script, string argument, string advice)
    {
        int before = _server.Jobs.Starts.Count;
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Set("argument", argument);
        ErrorRecord error = Assert.Single(session.Run($"Start-BkJobScript {script} -ArgumentList $argument -Target 0:10.0.0.1 -Account root").AllErrors);
        Assert.Equal("BkJobInvalidArgument", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(before, _server.Jobs.Starts.Count);
    }

    private AcceptedStart Start(string script, string argument)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Set("argument", argument);
        session.Run($"Start-BkJobScript {script} -ArgumentList $argument -Target 0:10.0.0.1 -Account root").ThrowIfFailed();
        return _server.Jobs.Starts[^1];
    }
}
