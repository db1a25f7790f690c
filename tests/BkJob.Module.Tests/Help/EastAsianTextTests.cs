using BkJob.Help;

namespace BkJob.Module.Tests.Help;

/// <summary>Where lines of English, Chinese and both break.</summary>
public class EastAsianTextTests
{
    [Theory]
    [InlineData("one two three", 9, "one two|three")]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("一二三四五", 6, "一二三|四五")]
    [InlineData("一二三，四五", 6, "一二|三，四|五")]
    [InlineData("一二（三四）五", 6, "一二|（三|四）五")]
    [InlineData("等待 Wait-BkJobInstance 结束", 20, "等待|Wait-BkJobInstance|结束")]
    [InlineData("steps (步骤) and", 8, "steps|(步骤)|and")]
    [InlineData("unbreakable", 5, "unbreakable")]
    [InlineData("- one two three\n- four", 9, "- one two|  three|- four")]
    public void Text_is_wrapped_into_lines(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', EastAsianText.Fill(text, width)));

    [Theory]
    [InlineData("one\ntwo", "one two")]
    [InlineData("中文\n继续", "中文继续")]
    [InlineData("使用\nGet-Help", "使用 Get-Help")]
    [InlineData("Get-Help\n，继续", "Get-Help，继续")]
    [InlineData("见：\nGet-Help", "见：Get-Help")]
    [InlineData("it says “yes”\nnow", "it says “yes” now")]
    public void Lines_of_a_paragraph_are_joined(string lines, string text) => Assert.Equal(text, EastAsianText.JoinLines(lines));
}
