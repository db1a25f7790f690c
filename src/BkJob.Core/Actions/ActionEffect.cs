namespace BkJob.Actions;

/// <summary>What a job that was read after a request shows of it.</summary>
internal enum ActionEffect
{
    /// <summary>Nothing: the state is the one before the request.</summary>
    None,

    /// <summary>The server has accepted the request, and its engine has not executed it yet, or has dropped it (protocol-actions.md §3.3).</summary>
    Accepted,

    /// <summary>It was executed.</summary>
    Executed,

    /// <summary>The state has changed in another way, so that the engine drops the request.</summary>
    Superseded,
}
