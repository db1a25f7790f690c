namespace BkJob;

/// <summary>Runs requests in the background while the pipeline thread handles their events.</summary>
internal static class BackgroundRun
{
    /// <summary>
    /// Handles the events of a task until it has ended. If they can't be handled (the cmdlet is stopped, or a command after it in the pipeline
    /// wants no more), the task is cancelled, and has ended when this returns: it sends no more requests, and uses nothing that is disposed of.
    /// </summary>
    /// <param name="run">Sends the requests.</param>
    /// <param name="handleAll">Handles their events, on the calling thread.</param>
    /// <param name="stopping">A token that is cancelled when the cmdlet is stopped.</param>
    public static void Run(Func<CancellationToken, Task> run, Action handleAll, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task running = Task.Run(() => run(end.Token), CancellationToken.None);
        try
        {
            handleAll();
        }
        catch
        {
            end.Cancel();

            // Without its exception: the one that is thrown is the reason.
            Task.WaitAny([running], CancellationToken.None);
            throw;
        }

        running.GetAwaiter().GetResult();
    }
}
