namespace BkJob.Simulator;

/// <summary>A command that Job accepted with code 0. Its engine executes it later, or drops it.</summary>
/// <param name="Operation">The name of the call, such as operate_job_instance.</param>
/// <param name="JobInstanceId">The job.</param>
/// <param name="OperationCode">The operation_code.</param>
/// <param name="AcceptedAt">When it was accepted, on the simulator's clock.</param>
/// <param name="DueAt">When the engine consumes it.</param>
/// <param name="State">Its state.</param>
public sealed record AcceptedOperation(
    string Operation, long JobInstanceId, int OperationCode, DateTimeOffset AcceptedAt, DateTimeOffset DueAt, OperationState State);

/// <summary>The state of an accepted command.</summary>
public enum OperationState
{
    /// <summary>The engine has not consumed it yet.</summary>
    Queued,

    /// <summary>It was executed.</summary>
    Executed,

    /// <summary>It was dropped because the state of the job had changed: a duplicate, or a job that had finished.</summary>
    Dropped,
}
