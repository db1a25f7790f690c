using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BkJob.Help;

/// <summary>Converts markdown to plain text for a console: without markup, and only with significant line breaks.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    /// <summary>Reads a file.</summary>
    public static MarkdownDocument Read(string path) => Markdown.Parse(File.ReadAllText(path), Pipeline);

    /// <summary>A block as text: a paragraph or heading as one line, a list as a line for each item, code unchanged.</summary>
    public static string Of(Block block) => block switch
    {
        LeafBlock { Inline: { } inline } => Of(inline),
        CodeBlock code => code.Lines.ToString(),
        ListBlock list => string.Join('\n', list.Cast<ListItemBlock>().Select(item => $"- {Of(item)}")),
        ContainerBlock container => string.Join(' ', container.Select(Of)),
        _ => throw new NotSupportedException($"Line {block.Line + 1}: help has no place for a {block.GetType().Name}."),
    };

    /// <summary>The rows of a table, the heading first, as text.</summary>
    public static string[][] RowsOf(Table table) =>
        [.. table.Cast<TableRow>().Select(row => row.Cast<TableCell>().Select(Of).ToArray())];

    private static string Of(ContainerInline line)
    {
        var text = new StringBuilder();
        foreach (Inline part in line)
        {
            text.Append(part switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline => "\n",
                ContainerInline container => Of(container),
                _ => throw new NotSupportedException($"Line {part.Line + 1}: help has no place for a {part.GetType().Name}."),
            });
        }

        return EastAsianText.JoinLines(text.ToString());
    }
}
