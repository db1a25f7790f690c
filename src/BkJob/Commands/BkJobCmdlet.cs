using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>A cmdlet that can be stopped at any moment.</summary>
public abstract class BkJobCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Is cancelled when the pipeline is stopped, and when the cmdlet is done.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        OnDone();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Clears up, however the cmdlet ended.</summary>
    protected virtual void OnDone()
    {
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();
}
