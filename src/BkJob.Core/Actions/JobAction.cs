namespace BkJob.Actions;

/// <summary>
/// An action on a job that was read, or on one of its steps: how it is requested, and how its effect is recognized in a job that is read
/// later (protocol-actions.md §3). <see cref="ActionTable"/> defines when it is allowed.
/// </summary>
/// <param name="name">The name that users know.</param>
/// <param name="operationCode">The server's code.</param>
internal abstract class JobAction(AvailableAction name, int operationCode)
{
    /// <summary>The name that users know.</summary>
    public AvailableAction Name => name;

    /// <summary>The server's code.</summary>
    public int OperationCode => operationCode;

    /// <summary>Whether a second request has an effect of its own after the first one was executed.</summary>
    public virtual bool MustNotRepeat => false;

    /// <summary>Whether the state of a job allows it.</summary>
    public abstract bool IsAllowed(JobInstance job);

    /// <summary>What a job shows of the request.</summary>
    /// <param name="job">The job, read after the request.</param>
    public abstract ActionEffect GetEffect(JobInstance job);

    /// <summary>Sends the request.</summary>
    public abstract Task SendAsync(
        BkJobClient client, JobInstanceQuery query, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation);

    /// <summary>How long a request whose response was lost can still be executed by the server.</summary>
    public abstract TimeSpan GetExecutionWindow(BkJobClient client);
}
