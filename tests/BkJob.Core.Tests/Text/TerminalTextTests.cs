using System.Globalization;
using System.Text;

namespace BkJob.Core.Tests.Text;

/// <summary>Text that people and servers wrote, made harmless to look at.</summary>
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain ASCII ~!@#\"'", "plain ASCII ~!@#\"'")]
    [InlineData("发布 é ß 🚀", "发布 é ß 🚀")]
    [InlineData("\u001b[31mred\u001b[0m", "␛[31mred␛[0m")]
    [InlineData("\0", "␀")]
    [InlineData("a\nb", "a␊b")]
    [InlineData("a\r\n\tb", "a␍␊␉b")]
    [InlineData("bell\a", "bell␇")]
    [InlineData("\u001f", "␟")]
    [InlineData("\u007f", "␡")]
    [InlineData("\u0085\u009b31m", "\\u0085\\u009B31m")]
    [InlineData("abc\u202Efed", "abc\\u202Efed")]
    [InlineData("\u2066x\u2069", "\\u2066x\\u2069")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\\u200Bwidth\\uFEFF")]
    [InlineData("👩\u200D💻 👨\u200D👩\u200D👧 🏳\uFE0F\u200D🌈 ❤\uFE0F 🧑🏽\u200D🚀", "👩\u200D💻 👨\u200D👩\u200D👧 🏳\uFE0F\u200D🌈 ❤\uFE0F 🧑🏽\u200D🚀")]
    [InlineData("🏴\U000E0067\U000E0062\U000E007F a\U000E0067", "🏴\U000E0067\U000E0062\U000E007F a\\uE0067")]
    [InlineData("a\u200Db \u200D👩 👩\u200D 👩\u200Da 👩\u200D\u200D👩 1\u200D2", "a\\u200Db \\u200D👩 👩\\u200D 👩\\u200Da 👩\\u200D\\u200D👩 1\\u200D2")]
    [InlineData("👩\u202E\u200D👩", "👩\\u202E\\u200D👩")]
    public void Control_characters_are_made_visible(string? text, string expected) =>
        Assert.Equal(expected, TerminalText.Sanitize(text));

    /// <summary>A person reads no megabyte in a cell; the object keeps it whole.</summary>
    [Theory]
    [InlineData("a", 2048)]
    [InlineData("🚀", 1024)]
    [InlineData("x🚀", 682)]
    public void Long_text_is_truncated_between_characters(string part, int times)
    {
        string shown = TerminalText.Sanitize(string.Concat(Enumerable.Repeat(part, 1_000_000)));

        Assert.InRange(shown.Length, 2047, 2049);
        Assert.StartsWith(string.Concat(Enumerable.Repeat(part, times)), shown, StringComparison.Ordinal);
        Assert.EndsWith("…", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('�', shown);
    }

    /// <summary>Every character there is, also those beyond the first 65536.</summary>
    [Fact]
    public void Control_and_format_characters_are_removed()
    {
        IEnumerable<string> through =
            from code in Enumerable.Range(0, 0x110000)
            where Rune.IsValid(code)
            let rune = new Rune(code)
            where IsActive(rune) && TerminalText.Sanitize(rune.ToString()).EnumerateRunes().Any(IsActive)
            select $"U+{code:X4}";

        Assert.Empty(through);
    }

    private static bool IsActive(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
