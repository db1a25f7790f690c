using System.Globalization;
using System.Management.Automation.Host;

namespace BkJob.Demo;

/// <summary>The host that the engine talks to: a terminal, or whatever stands in for one.</summary>
/// <param name="terminal">Where the words go.</param>
public sealed class TerminalHost(TerminalUI terminal) : PSHost
{
    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override string Name => "BkJob.Demo";

    /// <inheritdoc/>
    public override Version Version => typeof(TerminalHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => terminal;

    /// <summary>The code that a script ended with by <c>exit</c>; null when it did not.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("This console has no prompt.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt()
    {
    }

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}
