using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using BkJob.Views;

namespace BkJob.Commands;

/// <summary>A cmdlet that can be stopped at any time.</summary>
public abstract class BkJobCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A token that is cancelled when the pipeline stops and when the cmdlet is disposed of.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Cancels pending work.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases resources, however the cmdlet ended.</summary>
    /// <param name="disposing">Whether managed resources are disposed of.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() => RunspaceStorage.Get<Screen>().Host = Host;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Calls <c>ShouldProcess</c>, which can prompt.</summary>
    /// <returns>Whether to continue; null if a prompt is required and this session cannot prompt.</returns>
    private protected static bool? Confirm(Func<bool> shouldProcess)
    {
        try
        {
            return shouldProcess();
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or NotImplementedException or NullReferenceException)
        {
            // -NonInteractive, a host without a user interface, and a redirected input that has ended, which the console of pwsh takes for a line.
            return null;
        }
    }

    /// <summary>Reads a parameter whose value can only be validated as a whole; if it is not valid, the command ends.</summary>
    private protected T ReadParameter<T>(object? value, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BkJobException fault)
        {
            ThrowTerminatingError(ErrorRecords.Create(fault, value, fault.Advice!));
            throw;
        }
    }

    /// <summary>Rejects a timeout of a wait that was not requested: the command would not wait at all.</summary>
    private protected void RejectTimeoutWithoutWait()
    {
        // A script that passes -Wait:$false with a timeout has decided not to wait.
        if (MyInvocation.BoundParameters.ContainsKey("Timeout") && !MyInvocation.BoundParameters.ContainsKey("Wait"))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.TimeoutWithoutWait, null, Messages.FormatAdviceTimeoutWithoutWait(MyInvocation.MyCommand.Name)));
        }
    }

    /// <summary>Writes to the verbose stream, without a prompt under -Debug.</summary>
    private protected new void WriteVerbose(string text) => WriteUnprompted("Verbose", text, base.WriteVerbose);

    /// <summary>Writes to the warning stream, without a prompt under -Debug.</summary>
    private protected new void WriteWarning(string text) => WriteUnprompted("WarningAction", text, base.WriteWarning);

    // With -Debug, the engine prompts at each verbose line and warning whether to continue, and a session that cannot prompt ends with an
    // error. Write-Verbose and Write-Warning are not affected: they use the preference variables.
    private void WriteUnprompted(string parameter, string text, Action<string> write)
    {
        bool prompts = MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug)
            && debug is SwitchParameter { IsPresent: true }
            && !MyInvocation.BoundParameters.ContainsKey(parameter);
        if (!prompts)
        {
            write(text);
            return;
        }

        string cmdlet = parameter == "Verbose" ? "Write-Verbose" : "Write-Warning";
        InvokeCommand.InvokeScript(
            $"param($text) Microsoft.PowerShell.Utility\\{cmdlet} -Message $text", useNewScope: true, PipelineResultTypes.None, null, text);
    }
}
