using System.Management.Automation;

namespace BkJob;

/// <summary>Waits for jobs and displays the progress. Events are handled on the pipeline thread.</summary>
/// <param name="cmdlet">The cmdlet that waits.</param>
/// <param name="isLogRead">Whether the cmdlet writes requests to a stream that is read.</param>
/// <param name="writeVerbose">Writes to the verbose stream.</param>
/// <param name="stopping">A token that is cancelled when the cmdlet is stopped.</param>
internal sealed class WaitLoop(PSCmdlet cmdlet, bool isLogRead, Action<string> writeVerbose, CancellationToken stopping) : IDisposable
{
    private WaitDisplay? _display;

    /// <summary>Waits until all jobs have finished, or an option ends the wait.</summary>
    /// <param name="queries">The jobs, each once.</param>
    /// <param name="getClient">Returns the client that a job is read with.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="handle">Handles an event.</param>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public void Run(
        IReadOnlyCollection<JobInstanceQuery> queries, Func<JobInstanceQuery, BkJobClient> getClient, WaitOptions options, Action<WaitEvent> handle)
    {
        var waiter = new JobWaiter(getClient, options, PollClock.Current);
        _display = WaitDisplay.For(cmdlet, queries.Count, options.Timeout);
        _display?.Show();

        using var events = new WaitEventQueue(isLogRead, isStatusRead: _display is not null);
        BackgroundRun.Run(RunAsync, () => HandleAll(events, handle), stopping);

        async Task RunAsync(CancellationToken cancellation)
        {
            try
            {
                await waiter.RunAsync(queries, events.Add, cancellation).ConfigureAwait(false);
            }
            finally
            {
                events.Complete();
            }
        }
    }

    /// <summary>Removes the progress from the screen. Also called after the cmdlet was stopped.</summary>
    public void Dispose() => _display?.Complete();

    // The bars are updated between events, because an elapsed time that does not advance looks like a hang.
    private void HandleAll(WaitEventQueue events, Action<WaitEvent> handle)
    {
        try
        {
            do
            {
                while (events.TryTake(out WaitEvent? what))
                {
                    _display?.Update(what);
                    handle(what);
                }

                if (events.TakeDropped() is > 0 and var dropped)
                {
                    writeVerbose($"{dropped} messages about requests were dropped because the output was not read in time.");
                }

                _display?.Show();
            }
            while (events.WaitForMore(TimeSpan.FromSeconds(1), stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
