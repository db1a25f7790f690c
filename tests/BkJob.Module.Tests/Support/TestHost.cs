using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using Wcwidth;

namespace BkJob.Module.Tests;

/// <summary>A console of a given width whose text a test can read. Nothing can be typed on it.</summary>
/// <param name="screen">Receives everything that is written.</param>
/// <param name="width">Columns.</param>
/// <param name="hasColour">Whether it renders escape sequences.</param>
/// <param name="name">Its name; that of the console of pwsh is ConsoleHost.</param>
internal sealed class TestHost(TextWriter screen, int width, bool hasColour, string name) : PSHost
{
    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => name;

    public override Version Version { get; } = new(1, 0);

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI { get; } = new TestUI(screen, new TestRawUI(width), hasColour);

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}

/// <summary>Writes each stream to the screen, as the console of pwsh does. Progress is read from the streams of a command instead.</summary>
internal sealed class TestUI(TextWriter screen, PSHostRawUserInterface raw, bool hasColour) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI => raw;

    public override bool SupportsVirtualTerminal => hasColour;

    public override void Write(string value) => screen.Write(GetOutputString(value, hasColour));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => screen.WriteLine(GetOutputString(value, hasColour));

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");

    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");

    public override void WriteInformation(InformationRecord record)
    {
        // Write-Host writes its text with WriteLine as well.
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => throw CreateNotInteractive();

    public override SecureString ReadLineAsSecureString() => throw CreateNotInteractive();

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) => throw CreateNotInteractive();

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw CreateNotInteractive();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) => throw CreateNotInteractive();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw CreateNotInteractive();

    private static PSInvalidOperationException CreateNotInteractive() => new("The test host is not interactive.");
}

/// <summary>The dimensions of the screen. Wide characters take two cells.</summary>
internal sealed class TestRawUI(int width) : PSHostRawUserInterface
{
    public override Size BufferSize { get; set; } = new(width, 3000);

    public override Size WindowSize { get; set; } = new(width, 50);

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => false;

    public static int CountCells(string text) => text.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune)));

    public override int LengthInBufferCells(string source) => CountCells(source);

    public override int LengthInBufferCells(string source, int offset) => CountCells(source[offset..]);

    public override int LengthInBufferCells(char source) => Math.Max(0, UnicodeCalculator.GetWidth(source));

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    public override void FlushInputBuffer()
    {
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }
}
