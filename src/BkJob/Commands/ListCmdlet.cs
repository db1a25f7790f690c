namespace BkJob.Commands;

/// <summary>A cmdlet that lists objects of a business: it requests one page after another, as the pipeline needs them.</summary>
public abstract class ListCmdlet : BusinessCmdlet
{
    /// <summary>Enumerates what requests return, on the pipeline thread. Disposing of it ends the requests.</summary>
    /// <exception cref="BkJobException">A request failed.</exception>
    private protected IEnumerable<T> Enumerate<T>(IAsyncEnumerable<T> source)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(StopToken);
        try
        {
            while (Await(items.MoveNextAsync()))
            {
                yield return items.Current;
            }
        }
        finally
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
