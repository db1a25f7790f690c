using System.Xml.Linq;
using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>The files that Get-Help reads are what the markdown of today makes.</summary>
public class HelpFileTests
{
    public static TheoryData<string> EachCulture => [.. HelpFiles.Cultures];

    [Theory]
    [MemberData(nameof(EachCulture))]
    public void Topics_are_those_of_the_markdown(string culture)
    {
        (string Path, string Text)[] topics = [.. new HelpFiles(HelpOf.Root, culture).Topics()];
        Assert.Equal(HelpOf.Topics, topics.Select(topic => Path.GetFileName(topic.Path).Replace(".help.txt", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(topics, topic => Assert.Equal(topic.Text, File.ReadAllText(topic.Path)));
        Assert.All(topics, topic => Assert.All(topic.Text.Split('\n'), line => Assert.True(EastAsianText.Width(line) <= 80, line)));
    }

    /// <summary>Mending gives the MAML every word of the markdown. If that changes nothing, the words are there already.</summary>
    [Theory]
    [MemberData(nameof(EachCulture))]
    public void MAML_has_every_word_of_the_markdown(string culture)
    {
        var files = new HelpFiles(HelpOf.Root, culture);
        XDocument maml = XDocument.Load(files.MamlPath);
        MamlPostProcessor.Process(maml, files.Pages());
        Assert.Equal(MamlPostProcessor.Write(maml), File.ReadAllText(files.MamlPath));
        Assert.Equal(files.Pages().Count, maml.Root!.Elements().Count());
    }

    /// <summary>Get-Help takes the synopsis of a topic from its fifth line, and no more of it.</summary>
    [Theory]
    [MemberData(nameof(HelpOf.EachTopic), MemberType = typeof(HelpOf))]
    public void Synopsis_of_a_topic_is_one_line(string culture, string topic)
    {
        string[] lines = File.ReadAllLines(Path.Combine(HelpOf.Root, culture, topic + ".help.txt"));
        Assert.Equal("    " + topic, lines[1]);
        Assert.NotEmpty(lines[4].Trim());
        Assert.Empty(lines[5]);
    }
}
