namespace BkJob.Simulator;

/// <summary>A command that Job accepted with code 0. Its engine executes it later, or drops it.</summary>
/// <param name="Operation">The name of the call, such as operate_job_instance.</param>
/// <param name="JobInstanceId">The job.</param>
/// <param name="StepInstanceId">The step; null for a command on the job.</param>
/// <param name="OperationCode">The operation_code.</param>
public sealed record AcceptedOperation(string Operation, long JobInstanceId, long? StepInstanceId, int OperationCode)
{
    /// <summary>Who sent it.</summary>
    public string User { get; init; } = "";

    /// <summary>When it was accepted, on the simulator's clock.</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the engine consumes it.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Its state.</summary>
    public OperationState State { get; init; }
}

/// <summary>The number of accepted commands by state.</summary>
/// <param name="Accepted">All of them.</param>
/// <param name="Queued">Those that the engine has not consumed yet.</param>
/// <param name="Executed">Those that had an effect in the engine.</param>
/// <param name="Dropped">Those that the engine dropped.</param>
public sealed record OperationCounts(int Accepted, int Queued, int Executed, int Dropped);

/// <summary>The state of an accepted command.</summary>
public enum OperationState
{
    /// <summary>The engine has not consumed it yet.</summary>
    Queued,

    /// <summary>It was executed.</summary>
    Executed,

    /// <summary>It was dropped: the state of job or step no longer fitted, or <see cref="SimulatedJob.DropEvents"/> applied.</summary>
    Dropped,
}
