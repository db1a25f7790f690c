using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>Get-Help of the real engine, in both languages. A runspace keeps the help that it has read, so each language has its own.</summary>
public class GetHelpTests(HelpSessions sessions) : IClassFixture<HelpSessions>
{
    public static TheoryData<string, string> EachCmdlet => HelpOf.EachCmdlet;

    public static TheoryData<string, string> EachTopic => HelpOf.EachTopic;

    [Theory]
    [MemberData(nameof(EachCmdlet))]
    public void Help_of_a_cmdlet_uses_the_session_language(string culture, string cmdlet)
    {
        using var language = new InCulture(culture);
        Session session = sessions.For(culture);
        CmdletPage page = HelpOf.Page(culture, cmdlet);
        string full = session.Print($"Get-Help {cmdlet} -Full");

        Assert.Contains(page.Synopsis[0], full, StringComparison.Ordinal);
        Assert.All(page.Parameters, parameter => Assert.Contains(BeginOf(parameter.Description[0]), full, StringComparison.Ordinal));
        Assert.All(page.Inputs.Concat(page.Outputs), type => Assert.Contains(type.Name, full, StringComparison.Ordinal));
        Assert.All(page.Notes, note => Assert.Contains(BeginOf(note), full, StringComparison.Ordinal));
        Assert.All(page.Links, link => Assert.Contains(link, full, StringComparison.Ordinal));

        string examples = session.Print($"Get-Help {cmdlet} -Examples");
        Assert.All(page.Examples, example => Assert.Contains(example.Title, examples, StringComparison.Ordinal));
        Assert.All(page.Examples, example => Assert.Contains(BeginOf(example.Introduction[0]), examples, StringComparison.Ordinal));
        Assert.DoesNotContain("```", examples, StringComparison.Ordinal);

        string parameters = session.Print($"Get-Help {cmdlet} -Parameter *");
        Assert.All(page.Parameters, parameter => Assert.Contains($"-{parameter.Name}", parameters, StringComparison.Ordinal));
        Assert.All(page.Parameters, parameter => Assert.Contains(BeginOf(parameter.Description[0]), parameters, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EachTopic))]
    public void Topic_uses_the_session_language(string culture, string topic)
    {
        using var language = new InCulture(culture);
        Session session = sessions.For(culture);
        string text = File.ReadAllText(Path.Combine(HelpOf.Root, culture, topic + ".help.txt"));
        Assert.Contains(text, session.Print($"Get-Help {topic}"), StringComparison.Ordinal);
    }

    /// <summary>Where the language has no help of its own, it is English.</summary>
    [Theory]
    [InlineData("fr-FR")]
    [InlineData("zh-TW")]
    public void Other_languages_read_English(string culture)
    {
        using var language = new InCulture(culture);
        using var session = new Session(state: Session.WithModule);
        string synopsis = HelpOf.Page("en-US", "Wait-BkJobInstance").Synopsis[0];
        Assert.Contains(synopsis, session.Print("Get-Help Wait-BkJobInstance"), StringComparison.Ordinal);
        Assert.Contains("LONG DESCRIPTION", session.Print("Get-Help about_BkJob"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_parameter_has_its_default_and_its_aliases()
    {
        using var session = new Session(state: Session.WithModule);
        string shown = session.Print("Get-Help Wait-BkJobInstance -Parameter Timeout");
        Assert.Matches(@"-Timeout <double>", shown);
        Assert.Matches(@"Default value +-1\n", shown);
        Assert.Matches(@"Aliases +TimeoutSec\n", shown);
        Assert.Matches(@"Accept pipeline input\? +false\n", shown);
    }

    /// <summary>Lines are wrapped; the first words of a paragraph always stand together.</summary>
    private static string BeginOf(string text) => text[..Math.Min(20, text.Length)].TrimEnd();
}

/// <summary>A session for each language, which reads the help files once.</summary>
public sealed class HelpSessions : IDisposable
{
    private readonly Dictionary<string, Session> _sessions = [];

    public void Dispose()
    {
        foreach (Session session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    internal Session For(string culture)
    {
        if (!_sessions.TryGetValue(culture, out Session? session))
        {
            _sessions[culture] = session = new Session(state: Session.WithModule);
        }

        return session;
    }
}
