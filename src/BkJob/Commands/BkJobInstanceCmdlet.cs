using System.Management.Automation;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>A cmdlet that reads job instances. Its input is identified here, item by item; derived cmdlets process the jobs.</summary>
public abstract class BkJobInstanceCmdlet : ScopedCmdlet
{
    private protected const string ByInput = "InputObject";
    private protected const string ById = "Id";
    private protected const string ByJob = "JobInstance";
    private protected const string ByStep = "StepInstance";

    private bool _isInputExplicit;

    /// <summary>Job instances, steps, hosts, IDs, or rows with an ID, from the pipeline.</summary>
    // The binder rejects nothing here: see JobInput. For the other parameters it binds properties only to the results of script blocks.
    [Parameter(ValueFromPipeline = true, ParameterSetName = ByInput)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Job instances (<c>job_instance_id</c>).</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Alias("JobInstanceId", "job_instance_id")]
    [ArgumentCompleter(typeof(InstanceIdCompleter))]
    [JobIds]
    public long[] Id { get; set; } = [];

    /// <summary>Job instances that were read.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByJob)]
    [DeserializedObjects]
    public JobInstance[] JobInstance { get; set; } = [];

    /// <summary>Steps that were read; they identify their job instances.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByStep)]
    [DeserializedObjects]
    public StepInstance[] StepInstance { get; set; } = [];

    /// <summary>Business (<c>bk_biz_id</c>). Null or blank selects that of the input, otherwise of the context.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Parameter(ParameterSetName = ByJob)]
    [Parameter(ParameterSetName = ByStep)]
    [Alias("BkBizId", "bk_biz_id")]
    [ArgumentCompleter(typeof(BizIdCompleter))]
    [AllowNull]
    [BizId]
    public long? BizId { get; set; }

    /// <summary>
    /// Type of scope: biz, biz_set or tenant_set; with <see cref="ScopeId"/>. The pair takes precedence over the business.
    /// </summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Parameter(ParameterSetName = ByJob)]
    [Parameter(ParameterSetName = ByStep)]
    [Alias("BkScopeType", "bk_scope_type")]
    [AllowNull]
    [AllowEmptyString]
    [ValidateScopeType]
    [ArgumentCompleter(typeof(ScopeTypeCompleter))]
    public string? ScopeType { get; set; }

    /// <summary>ID of the scope; with <see cref="ScopeType"/>.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Parameter(ParameterSetName = ByJob)]
    [Parameter(ParameterSetName = ByStep)]
    [Alias("BkScopeId", "bk_scope_id")]
    [AllowNull]
    [AllowEmptyString]
    [ValidateScopeId]
    public string? ScopeId { get; set; }

    /// <summary>The maximum number of concurrent requests.</summary>
    [Parameter]
    [Count(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>A context, or the name of one. If omitted, that of the input, otherwise the default one.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByJob)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByStep)]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public object? Context { get; set; }

    /// <inheritdoc/>
    private protected override object? ContextArgument => Context;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isInputExplicit = Id.Length + JobInstance.Length + StepInstance.Length > 0;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object? pipedContext = ParameterSetName == ByInput || IsContextExplicit ? null : JobInput.FindContext(Context);
        if (_isInputExplicit && !IsContextExplicit && Context is not null && pipedContext is null)
        {
            // 100 | Get-BkJobInstanceStatus -Id 101: if the jobs are on the command line, the pipeline can only specify contexts.
            Reject(ErrorRecords.InvalidValue(Messages.FormatInputNotContext(ParameterSetName)), Context);
            return;
        }

        // $job | Get-BkJobInstanceStatus -Id { $_.Id }: the job comes from a script block, its context from the object.
        ContextOrigin? pipedOrigin = IsContextExplicit ? null : JobInput.FindOrigin(Context);
        foreach (object? item in GetItems())
        {
            foreach (JobTarget target in Identify(item))
            {
                ProcessOrReject(target.WithoutOutdated() with { Context = pipedContext ?? target.Context, Origin = target.Origin ?? pipedOrigin });
            }
        }
    }

    /// <summary>Processes a job that the input identifies.</summary>
    /// <exception cref="BkJobException">Its context or scope is not valid.</exception>
    private protected abstract void Process(JobTarget target);

    /// <summary>Reports input that can't be used; the rest continues.</summary>
    private protected virtual void Reject(BkJobException fault, object? input) =>
        WriteError(ErrorRecords.Rejected(fault, input));

    private void ProcessOrReject(JobTarget target) => RunOrReject(target, Process);

    /// <summary>Processes a job; if its context or scope is not valid, that is an error of this job.</summary>
    private protected void RunOrReject(JobTarget target, Action<JobTarget> process)
    {
        try
        {
            process(target);
        }
        catch (BkJobException fault)
        {
            Reject(fault.WithMessage(Messages.FormatOfJob(target.Id, fault.Message), target.Id), target.Id);
        }
    }

    private IReadOnlyList<JobTarget> Identify(object? item)
    {
        try
        {
            return JobInput.Read(item);
        }
        catch (BkJobException fault)
        {
            Reject(fault, item);
        }
        catch (GetValueException fault)
        {
            // A property of a foreign object, which can be a script.
            Reject(ErrorRecords.InvalidValue(TerminalText.Sanitize(fault.Message)), item);
        }

        return [];
    }

    private IReadOnlyList<object?> GetItems()
    {
        IReadOnlyList<object?> items = ParameterSetName switch
        {
            ByInput when InputObject is null && !MyInvocation.ExpectingInput => [],
            ByInput => [.. JobInput.Flatten(InputObject)],
            ByJob => JobInstance,
            ByStep => StepInstance,
            _ => [.. Id.Select(id => id == JobIdsAttribute.Blank ? "" : (object)id)],
        };
        if (items.Count == 0 && !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.NoId, null, Messages.AdviceNoId));
        }

        return items;
    }

    /// <summary>The context to read a job with.</summary>
    /// <exception cref="BkJobException">The context that the input specifies, or was read with, does not exist.</exception>
    private protected BkJobContext GetContext(JobTarget target) => GetContext(target.Context, target.Origin);

    /// <summary>A request for a job, traced if the debug stream is displayed.</summary>
    /// <exception cref="BkJobException">The context or the scope is not valid.</exception>
    private protected JobInstanceQuery CreateQuery(JobTarget target, BkJobContext context) =>
        new(target.Id, ResolveScope(new JobScope(BizId, ScopeType, ScopeId), target.Scope, context)) { IsTraced = IsTraced, Origin = context.Origin };

    /// <summary>Adds a job instance that was read to the history of completion.</summary>
    private protected static void AddToHistory(JobInstance job)
    {
        RecentJobs.Current.Add(job);
        RecentHosts.Current.Add(job);
    }
}
