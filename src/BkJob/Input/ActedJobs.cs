namespace BkJob;

/// <summary>
/// The jobs on which this process has acted, with the time of the last action. Objects that were read before it are outdated: they show
/// the job, and the hosts that failed, as they were before the action.
/// </summary>
internal static class ActedJobs
{
    /// <summary>The maximum number of jobs; the first ones are forgotten.</summary>
    private const int MaxJobs = 10_000;

    private static readonly object Gate = new();
    private static readonly Dictionary<(Uri Server, long JobId), long> Times = [];
    private static readonly Queue<(Uri Server, long JobId)> Order = new();

    /// <summary>Records an action.</summary>
    /// <param name="context">The context of the action.</param>
    /// <param name="jobId">The job.</param>
    public static void Add(ContextOrigin context, long jobId)
    {
        (Uri, long) job = (context.Server, jobId);
        lock (Gate)
        {
            if (!Times.ContainsKey(job))
            {
                Order.Enqueue(job);
            }

            Times[job] = TimeProvider.System.GetTimestamp();
            if (Order.Count > MaxJobs)
            {
                Times.Remove(Order.Dequeue());
            }
        }
    }

    /// <summary>Whether an object of a job was read before the last action on the job.</summary>
    /// <param name="context">The context that the object was read with.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="readAt">When the object was read, as a timestamp.</param>
    public static bool IsOutdated(ContextOrigin context, long jobId, long readAt)
    {
        lock (Gate)
        {
            return Times.TryGetValue((context.Server, jobId), out long actedAt) && readAt <= actedAt;
        }
    }
}
