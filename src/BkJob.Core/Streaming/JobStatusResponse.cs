using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>
/// The status of a job as a body contains it, field by field, before it is validated. Hosts arrive before the job that they belong to, so
/// nothing can be built until the end.
/// </summary>
internal sealed class JobStatusResponse(TimeZoneInfo zone) : ResponseEnvelope, IDisposable
{
    /// <summary>The time zone of times without one.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    public bool? IsFinished;
    public JobFields? Job;
    public List<BlockFields> Blocks { get; } = [];

    /// <summary>Whether the list of blocks or steps was present; if it is null, the hosts of the job are unknown.</summary>
    public bool HasBlocks;

    /// <summary>The block, step and operation that are being read.</summary>
    public BlockFields Block => Blocks[^1];

    public StepFields Step => Block.Steps[^1];

    /// <summary>The hosts that are being read; cached, because it is accessed for every value of every host.</summary>
    public HostColumnBuilder Hosts = new();

    public OperationFields Operation => Step.Operations![^1];

    /// <summary>Returns the memory of the hosts to the pool.</summary>
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

    /// <summary>Begins a step in a block of its own, for APIs without blocks.</summary>
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

    internal sealed class OperationFields
    {
        public int? Code;
        public string? Name;
    }
}
