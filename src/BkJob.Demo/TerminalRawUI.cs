using System.Management.Automation.Host;
using Wcwidth;

namespace BkJob.Demo;

/// <summary>The measures of the screen. Chinese characters take two columns: tables stay in shape only when that is known.</summary>
/// <param name="width">Columns of the screen.</param>
public sealed class TerminalRawUI(int width) : PSHostRawUserInterface
{
    /// <inheritdoc/>
    public override Size BufferSize { get; set; } = new(width, 3000);

    /// <inheritdoc/>
    public override Size WindowSize { get; set; } = new(width, 50);

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    /// <inheritdoc/>
    public override Coordinates CursorPosition { get; set; }

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override string WindowTitle { get; set; } = "BkJob";

    /// <inheritdoc/>
    public override bool KeyAvailable => false;

    /// <inheritdoc/>
    public override int LengthInBufferCells(char source) => Math.Max(0, UnicodeCalculator.GetWidth(source));

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source) => source.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune)));

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source, int offset) => LengthInBufferCells(source[offset..]);

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("This console can't ask.");

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }
}
