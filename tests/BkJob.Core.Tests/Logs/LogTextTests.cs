using BkJob.Logs;

namespace BkJob.Core.Tests.Logs;

/// <summary>How the text of a log is divided into lines.</summary>
public sealed class LogTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\n\n", "a|")]
    [InlineData("\na", "|a")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("10%\r50%\r100%\n", "10%\r50%\r100%")]
    [InlineData("\r\n", "")]
    public void Line_ends_at_a_line_feed(string text, string lines)
    {
        Assert.Equal(lines, string.Join('|', LogText.GetLines(text)));
        Assert.Equal(LogText.GetLines(text).Count(), LogText.CountLines(text));
    }

    [Theory]
    [InlineData("", 1, "")]
    [InlineData("a", 1, "a")]
    [InlineData("a\nb\nc", 1, "c")]
    [InlineData("a\nb\nc\n", 1, "c\n")]
    [InlineData("a\nb\nc\n", 2, "b\nc\n")]
    [InlineData("a\nb\nc\n", 3, "a\nb\nc\n")]
    [InlineData("a\nb\nc\n", 99, "a\nb\nc\n")]
    [InlineData("\n\n", 1, "\n")]
    [InlineData("\na", 2, "\na")]
    [InlineData("a\r\nb\r\n", 1, "b\r\n")]
    public void Tail_consists_of_whole_lines(string text, int count, string tail) => Assert.Equal(tail, LogText.GetTail(text, count));
}
