using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>
/// What a body said, field by field, before anybody asked whether it is enough. Hosts arrive before the job that they belong to,
/// so nothing can be built until the end.
/// </summary>
internal sealed class StatusAnswer(TimeZoneInfo zone) : IDisposable
{
    /// <summary>The zone of times that carry none.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Whether a text outside the result data was so long that its end was not kept.</summary>
    public bool IsShortened;

    public bool? Result;
    public string? Code;

    public string? Message;

    /// <summary>What v4 says in place of <see cref="Result"/> and <see cref="Code"/>: that there is a fault, its name, its real text.</summary>
    public bool HasError;
    public string? ErrorName;
    public string? DetailMessage;

    public string? RequestId;
    public string? JobRequestId;
    public bool HasData;
    public List<PermissionFields> Permissions { get; } = [];
    public bool? IsFinished;
    public JobFields? Job;
    public List<BlockFields> Blocks { get; } = [];

    /// <summary>Whether the list of blocks or steps was there; null in its place says nothing about the hosts of the job.</summary>
    public bool HasBlocks;

    /// <summary>The block, step and operation that are being read.</summary>
    public BlockFields Block => Blocks[^1];

    public StepFields Step => Block.Steps[^1];

    /// <summary>The hosts that are being read; kept at hand, because there are so many of them.</summary>
    public HostColumnBuilder Hosts = new();

    public OperationFields Operation => Step.Operations![^1];

    public PermissionFields Permission => Permissions[^1];

    public ResourceFields Resource => Permission.Resources[^1];

    /// <summary>Gives the memory of the hosts back.</summary>
    public void Dispose() => ClearBlocks();

    /// <summary>Begins the list of blocks or steps.</summary>
    public void BeginBlocks()
    {
        HasBlocks = true;
        ClearBlocks();
    }

    private void ClearBlocks()
    {
        Blocks.ForEach(block => block.ClearSteps());
        Blocks.Clear();
    }

    /// <summary>Begins a step that stands in no block.</summary>
    public void AddSingleStepBlock()
    {
        Blocks.Add(new BlockFields { HasSteps = true });
        Block.Steps.Add(new StepFields());
    }

    /// <summary>Begins the hosts of the step that is being read.</summary>
    public void BeginHosts()
    {
        Step.Hosts?.Dispose();
        Hosts = Step.Hosts = new HostColumnBuilder();
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
        public bool HasSteps;

        /// <summary>Begins the list of steps.</summary>
        public void BeginSteps()
        {
            HasSteps = true;
            ClearSteps();
        }

        public void ClearSteps()
        {
            Steps.ForEach(step => step.Hosts?.Dispose());
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
        public List<OperationFields>? Operations;
        public HostColumnBuilder? Hosts;
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
