using System.Text;
using Wcwidth;

namespace BkJob.Help;

/// <summary>Text on a screen, on which a Chinese character takes two cells and lines can break between any two of them.</summary>
public static class EastAsianText
{
    private const string NeverFirst = "，。、；：？！）》”’」】…—.,;:?!)";
    private const string NeverLast = "（《“‘「【(";

    /// <summary>The number of cells of a text.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune)));

    /// <summary>Pads a text with spaces to a width.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Joins the lines of a paragraph: with a space between them, except between Chinese characters.</summary>
    public static string JoinLines(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        return lines.Aggregate((all, line) => all + (GoesOn(all[^1], line[0]) ? "" : " ") + line);
    }

    /// <summary>Wraps the lines of a text; list items keep their indentation.</summary>
    public static IEnumerable<string> Fill(string text, int width) => text.Split('\n').SelectMany(line => line is ['-', ' ', .. string item]
        ? Wrap(item, width - 2).Select((part, i) => (i == 0 ? "- " : "  ") + part)
        : Wrap(line, width));

    /// <summary>Wraps a paragraph. Text that cannot be broken keeps its length.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string part in Parts(text))
        {
            if (line.Length > 0 && Width(line + part.TrimEnd()) > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
            }

            line.Append(part);
        }

        yield return line.ToString().TrimEnd();
    }

    /// <summary>Splits text into unbreakable parts: words with their trailing space, Chinese characters with their punctuation.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            char before = text[i - 1];
            bool isPlace = before == ' ' || ((IsWide(before) || IsWide(text[i])) && text[i] != ' ');
            if (isPlace && !NeverFirst.Contains(text[i]) && !NeverLast.Contains(before))
            {
                yield return text[start..i];
                start = i;
            }
        }

        yield return text[start..];
    }

    private static bool GoesOn(char end, char start) => (IsWide(end) && IsWide(start)) || IsMark(end) || IsMark(start);

    private static bool IsWide(char character) => UnicodeCalculator.GetWidth(character) == 2;

    /// <summary>Whether a character is Chinese punctuation, which includes its space.</summary>
    private static bool IsMark(char character) =>
        IsWide(character) && (NeverFirst.Contains(character) || NeverLast.Contains(character));
}
