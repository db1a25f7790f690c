using System.Management.Automation;
using BkJob.Logs;

namespace BkJob.Commands;

/// <summary>Saves the logs of hosts as files, each as soon as it arrives, and lists them in an index.</summary>
[Cmdlet(VerbsData.Save, "BkJobLog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ModulePage.Address)]
[OutputType(typeof(FileInfo))]
public sealed class SaveBkJobLogCommand : HostLogCmdlet
{
    private LogFolder _folder = null!;
    private readonly List<string> _existing = [];
    private int _missing;

    /// <summary>The folder; created if it does not exist. Wildcard characters have no special meaning.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotBlank]
    public string Path { get; set; } = "";

    /// <summary>Overwrites existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the files of the logs.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// Checks the folder. It happens here because commands that precede in the pipeline send their requests only after that.
    /// </summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _folder = new LogFolder(FileSystemPath.Resolve(SessionState, Path), Force);
            if (!IsWhatIf)
            {
                _folder.Prepare();
            }
        }
        catch (BkJobException fault)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(fault.Message, Path, Messages.AdviceLogFolder));
        }
        catch (Exception e) when (FileSystemPath.IsFileError(e))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                Messages.FormatFolderNotWritable(TerminalText.Sanitize(_folder.Path), TerminalText.Sanitize(e.Message)), Path, Messages.AdviceLogFolder));
        }
    }

    /// <inheritdoc/>
    private protected override string Example => "Save-BkJobLog -Path ./logs";

    /// <inheritdoc/>
    private protected override void Process(HostLog log)
    {
        string path = log.Content is null ? _folder.GetIndexPath(log) : _folder.GetPath(log);
        if (!ShouldProcess(path, log.Content is null ? Messages.ActionListLog : Messages.ActionSaveLog))
        {
            return;
        }

        if (log.Content is not null && !Force && System.IO.Path.Exists(path))
        {
            // Saving the same job again would be an error for each of its hosts.
            _existing.Add(path);
            return;
        }

        _missing += log.Content is null ? 1 : 0;
        FileInfo? file = log.Content is null ? null : new FileInfo(path);
        if (file is not null && !TryWrite(path, () => _folder.Save(log, file)))
        {
            return;
        }

        TryWrite(_folder.GetIndexPath(log), () => _folder.AddToIndex(log, file));
        if (PassThru && file is not null)
        {
            WriteObject(file);
        }
    }

    /// <summary>Writes a file, or the error that it could not be written; the other logs continue.</summary>
    private bool TryWrite(string path, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (FileSystemPath.IsFileError(e))
        {
            WriteError(ErrorRecords.FileNotWritten(path, e));
            return false;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_existing.Count > 0)
        {
            WriteError(ErrorRecords.FilesExist(_existing));
        }

        if (_missing > 0)
        {
            WriteWarning(Messages.FormatWarnLogsMissing(_missing, LogIndex.FileName));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _folder?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? specified)
        ? specified is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
}
