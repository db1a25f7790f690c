namespace BkJob.Protocol;

/// <summary>
/// What a body said, field by field, before anybody asked whether it is enough. Hosts arrive before the job that they belong to,
/// so nothing can be built until the end.
/// </summary>
internal sealed class StatusAnswer(TimeZoneInfo zone) : IDisposable
{
    /// <summary>The zone of times that carry none.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    public bool? Result;
    public string? Code;
    public string? Message;
    public string? RequestId;
    public string? JobRequestId;
    public bool HasData;
    public List<PermissionFields> Permissions { get; } = [];
    public bool? IsFinished;
    public JobFields? Job;
    public List<BlockFields> Blocks { get; } = [];

    /// <summary>The block, step and operation that are being read.</summary>
    public BlockFields Block => Blocks[^1];

    public StepFields Step => Block.Steps[^1];

    public OperationFields Operation => Step.Operations[^1];

    public PermissionFields Permission => Permissions[^1];

    public ResourceFields Resource => Permission.Resources[^1];

    /// <summary>Gives the memory of the hosts back.</summary>
    public void Dispose() => ClearBlocks();

    public void ClearBlocks()
    {
        Blocks.ForEach(block => block.ClearSteps());
        Blocks.Clear();
    }

    internal sealed class JobFields
    {
        public long? Id;
        public long? BizId;
        public string? ScopeType;
        public string? ScopeId;
        public string? Name;
        public int? Status;
        public string? Operator;
        public int? StartWay;
        public long? PlanId;
        public DateTimeOffset? CreateTime;
        public DateTimeOffset? StartTime;
        public DateTimeOffset? EndTime;
        public TimeSpan? TotalTime;
        public long? CurrentStepInstanceId;
    }

    internal sealed class BlockFields
    {
        public int? Type;
        public int? Order;
        public string? Name;
        public List<StepFields> Steps { get; } = [];

        public void ClearSteps()
        {
            Steps.ForEach(step => step.Hosts.Dispose());
            Steps.Clear();
        }
    }

    internal sealed class StepFields
    {
        public long? Id;
        public long? StepId;
        public string? Name;
        public int? Type;
        public int? Status;
        public string? Operator;
        public bool? PauseAfter;
        public int? Order;
        public int? RetryCount;
        public DateTimeOffset? CreateTime;
        public DateTimeOffset? StartTime;
        public DateTimeOffset? EndTime;
        public TimeSpan? TotalTime;
        public List<OperationFields> Operations { get; } = [];
        public HostRows Hosts { get; } = new();
    }

    /// <summary>Something that the user has to apply for.</summary>
    internal sealed class PermissionFields
    {
        public string? Id;
        public string? Name;
        public List<ResourceFields> Resources { get; } = [];
    }

    internal sealed class ResourceFields
    {
        public string? Id;
        public string? Type;
        public string? Name;
    }

    internal sealed class OperationFields
    {
        public int? Code;
        public string? Name;
    }
}
