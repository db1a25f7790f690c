using Markdig.Syntax;
using YamlDotNet.Serialization;

namespace BkJob.Help;

/// <summary>The page of a cmdlet, in the markdown of PlatyPS (schema 2024-05-01), as plain text.</summary>
public sealed class CmdletPage
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().IgnoreUnmatchedProperties().Build();

    private CmdletPage(List<Block> blocks)
    {
        Name = MarkdownText.Of(blocks.Single(block => block is HeadingBlock { Level: 1 }));
        Dictionary<string, List<Block>> sections = Sections(blocks, level: 2).ToDictionary(
            section => section.Title, section => section.Blocks, StringComparer.Ordinal);
        Headings = [.. sections.Keys];
        Synopsis = Texts(sections["SYNOPSIS"]);
        Syntax = [.. sections["SYNTAX"].OfType<CodeBlock>().Select(MarkdownText.Of)];
        ParameterSets = [.. Sections(sections["SYNTAX"], level: 3).Select(set => set.Title)];
        Description = Texts(sections["DESCRIPTION"]);
        Examples = [.. Sections(sections["EXAMPLES"], level: 3).Select(example => ExampleOf(example.Title, example.Blocks))];
        Parameters = [.. Sections(sections["PARAMETERS"], level: 3)
            .Where(parameter => parameter.Title.StartsWith('-'))
            .Select(parameter => ParameterOf(parameter.Title[1..], parameter.Blocks))];
        Inputs = Types(sections["INPUTS"]);
        Outputs = Types(sections["OUTPUTS"]);
        Notes = Texts(sections["NOTES"]);
        Links = [.. sections["RELATED LINKS"].OfType<ListBlock>().SelectMany(list => list).Select(MarkdownText.Of)];
    }

    /// <summary>Name of the cmdlet.</summary>
    public string Name { get; }

    /// <summary>The headings of its sections, in order.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>The synopsis.</summary>
    public IReadOnlyList<string> Synopsis { get; }

    /// <summary>The syntax of each parameter set.</summary>
    public IReadOnlyList<string> Syntax { get; }

    /// <summary>The names of the parameter sets, with the suffix (Default) for that one.</summary>
    public IReadOnlyList<string> ParameterSets { get; }

    /// <summary>The description.</summary>
    public IReadOnlyList<string> Description { get; }

    /// <summary>Examples.</summary>
    public IReadOnlyList<HelpExample> Examples { get; }

    /// <summary>Parameters, except the common ones.</summary>
    public IReadOnlyList<HelpParameter> Parameters { get; }

    /// <summary>The input types.</summary>
    public IReadOnlyList<HelpType> Inputs { get; }

    /// <summary>The output types.</summary>
    public IReadOnlyList<HelpType> Outputs { get; }

    /// <summary>The notes: the errors.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Related links.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Reads a page.</summary>
    /// <param name="path">The markdown.</param>
    public static CmdletPage Read(string path) => new([.. MarkdownText.Read(path)]);

    private static IEnumerable<(string Title, List<Block> Blocks)> Sections(List<Block> blocks, int level)
    {
        int[] starts = [.. blocks.Index().Where(at => at.Item is HeadingBlock heading && heading.Level == level).Select(at => at.Index)];
        return starts.Zip(starts.Skip(1).Append(blocks.Count), (start, end) =>
            (MarkdownText.Of(blocks[start]), blocks[(start + 1)..end]));
    }

    private static string[] Texts(IEnumerable<Block> blocks) => [.. blocks.Select(MarkdownText.Of)];

    private static HelpExample ExampleOf(string title, List<Block> blocks)
    {
        int code = blocks.FindIndex(block => block is CodeBlock);
        int output = blocks.FindLastIndex(block => block is FencedCodeBlock { Info: "output" });
        return new HelpExample(
            title,
            Texts(blocks[..code]),
            MarkdownText.Of(blocks[code]),
            output < 0 ? "" : MarkdownText.Of(blocks[output]),
            Texts(blocks[(Math.Max(code, output) + 1)..]));
    }

    private static HelpParameter ParameterOf(string name, List<Block> blocks)
    {
        CodeBlock block = blocks.OfType<CodeBlock>().Last();
        return new HelpParameter(
            name, Texts(blocks.Where(text => text != block)), Yaml.Deserialize<ParameterBlock>(MarkdownText.Of(block)));
    }

    private static HelpType[] Types(List<Block> blocks) =>
        [.. Sections(blocks, level: 3).Select(type => new HelpType(type.Title, Texts(type.Blocks)))];
}
