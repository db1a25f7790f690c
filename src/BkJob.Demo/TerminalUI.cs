using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace BkJob.Demo;

/// <summary>Prints what the engine writes, as a terminal would show it. It never asks: a prompt would hang a script.</summary>
/// <param name="output">Where output goes.</param>
/// <param name="errors">Where errors go.</param>
/// <param name="width">Columns of the screen.</param>
/// <param name="hasColour">Whether colours can be shown.</param>
public sealed class TerminalUI(TextWriter output, TextWriter errors, int width, bool hasColour) : PSHostUserInterface
{
    private readonly TerminalRawUI _raw = new(width);
    private readonly ProgressPane _progress = new(output, width, isScreen: hasColour);

    /// <summary>Whether an error was printed since this was last set to false.</summary>
    public bool HasErrors { get; set; }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI => _raw;

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => hasColour;

    /// <inheritdoc/>
    public override void Write(string value)
    {
        _progress.Erase();
        output.Write(GetOutputString(value, hasColour));
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value)
    {
        _progress.Erase();
        output.WriteLine(GetOutputString(value, hasColour));
    }

    /// <inheritdoc/>
    public override void WriteErrorLine(string value)
    {
        HasErrors = true;
        _progress.Erase();
        output.Flush();
        errors.WriteLine(GetOutputString(value, hasColour));
    }

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");

    /// <inheritdoc/>
    public override void WriteInformation(InformationRecord record)
    {
        // The text comes by WriteLine as well.
    }

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Update(sourceId, record);

    /// <inheritdoc/>
    public override string ReadLine() => throw NoPrompt();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw NoPrompt();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) => throw NoPrompt();

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) => throw NoPrompt();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NoPrompt();

    private static PSNotImplementedException NoPrompt() => new("This console can't ask. Give all parameters.");
}
