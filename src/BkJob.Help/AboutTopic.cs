using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace BkJob.Help;

/// <summary>
/// An about topic as Get-Help prints it: 80 columns, headings at the margin, everything else indented by four spaces. Get-Help takes the
/// synopsis from the fifth line, so the first are always topic and short description.
/// </summary>
public static class AboutTopic
{
    private const int Columns = 80;
    private const int Indent = 4;

    /// <summary>Converts a markdown file to text.</summary>
    /// <param name="path">The markdown.</param>
    /// <param name="topicHeading">The heading of the topic name, in the language of the file.</param>
    /// <exception cref="NotSupportedException">The file contains blocks that plain text cannot represent, or code and tables that are too
    /// wide.</exception>
    public static string Of(string path, string topicHeading)
    {
        var text = new StringBuilder();
        foreach (Block block in MarkdownText.Read(path).Where(block => block is not YamlFrontMatterBlock))
        {
            foreach (string line in Lines(block, topicHeading).Append(""))
            {
                text.Append(FitsOrThrow(line, block)).Append('\n');
            }

            if (block is HeadingBlock)
            {
                text.Length--;
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Lines(Block block, string topicHeading) => block switch
    {
        HeadingBlock { Level: 1 } title => [topicHeading, .. Indented([MarkdownText.Of(title), ""])],
        HeadingBlock { Level: 2 } heading => [MarkdownText.Of(heading)],
        HeadingBlock heading => [$"  {MarkdownText.Of(heading)}"],
        CodeBlock => Indented(MarkdownText.Of(block).Split('\n').Select(line => $"    {line}")),
        Table table => Indented(TextTable.Lines(MarkdownText.RowsOf(table), Columns - Indent)),
        _ => Indented(EastAsianText.Fill(MarkdownText.Of(block), Columns - Indent)),
    };

    private static IEnumerable<string> Indented(IEnumerable<string> lines) =>
        lines.Select(line => line.Length == 0 ? "" : new string(' ', Indent) + line);

    private static string FitsOrThrow(string line, Block block) => EastAsianText.Width(line) <= Columns
        ? line
        : throw new NotSupportedException($"Line {block.Line + 1}: wider than {Columns} columns: {line}");
}
