using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>A cmdlet that processes the logs of hosts. It sends no request.</summary>
public abstract class HostLogCmdlet : BkJobCmdlet
{
    /// <summary>Logs of hosts, or deserialized copies of them.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && InputObject is null)
        {
            RejectMissingInput();
            return;
        }

        foreach (object? item in JobInput.Flatten(InputObject))
        {
            if (DeserializedLog.TryRead(item) is { } log)
            {
                Process(log);
            }
            else
            {
                WriteError(ErrorRecords.NotLog(item, Example));
            }
        }

        // The log is not needed any more, and the next one can take long.
        InputObject = null;
    }

    // A variable without logs is not an error, but a cmdlet without any input is.
    private void RejectMissingInput()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.NoLog, null, Messages.FormatAdviceLogInput(Example)));
        }
    }

    /// <summary>The cmdlet with its required parameters, for advice.</summary>
    private protected abstract string Example { get; }

    /// <summary>Processes one log.</summary>
    private protected abstract void Process(HostLog log);
}
