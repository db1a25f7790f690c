using System.Management.Automation;
using BkJob.Completers;
using BkJob.History;
using BkJob.Operations;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>Gets job plans, with their variables and steps on request.</summary>
[Cmdlet(VerbsCommon.Get, "BkJobPlan", DefaultParameterSetName = ByName, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobPlan))]
public sealed class GetBkJobPlanCommand : ListCmdlet
{
    private const string ByName = "Name";
    private const string ById = "Id";
    private const string ByInput = "InputObject";

    /// <summary>The number of details that are requested at a time.</summary>
    private const int ThrottleLimit = 8;

    /// <summary>How many details can wait for a slow one.</summary>
    private const int Window = 64;

    private readonly FairSlots _throttle = new(ThrottleLimit, TimeProvider.System);
    private OrderedOutput? _details;
    private NameFilter[] _names = [];

    /// <summary>Plans (<c>job_plan_id</c>); their variables and steps are included.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [PlanIds]
    [ArgumentCompleter(typeof(PlanIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Plans, jobs that were started from a plan, IDs, or rows with one, from the pipeline; variables and steps are included.</summary>
    // The binder must not bind properties: the Id of a job is not that of its plan. See PlanInput.
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Names of plans. Without wildcards, the whole name; case is ignored. Several templates can have a plan of one name.</summary>
    [Parameter(ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(PlanNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Template of the plans.</summary>
    [Parameter(ParameterSetName = ByName)]
    [Count(1, long.MaxValue)]
    public long? TemplateId { get; set; }

    /// <summary>Includes the variables and steps, with one more request for each plan.</summary>
    [Parameter(ParameterSetName = ByName)]
    public SwitchParameter IncludeDetail { get; set; }

    /// <summary>A context, or the name of one. If omitted, that of the input, otherwise the default one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public object? Context { get; set; }

    /// <inheritdoc/>
    private protected override object? ContextArgument => Context;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _names = ReadParameter(Name, () => Array.ConvertAll(Name, name => new NameFilter(name)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ById:
                Array.ForEach(Id, id => ProcessItem(new PlanTarget(id, default, null)));
                break;
            case ByInput:
                ProcessInput();
                break;
            default:
                List();
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Details.Drain();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _throttle.Dispose();
        }
    }

    private OrderedOutput Details => _details ??= new OrderedOutput(_throttle, Window, WriteTrace, WriteError, StopToken);

    private void ProcessInput()
    {
        foreach (object? item in JobInput.Flatten(InputObject))
        {
            try
            {
                ProcessItem(PlanInput.Read(item));
            }
            catch (BkJobException fault)
            {
                WriteError(ErrorRecords.Rejected(fault, item, Messages.AdvicePlanInput));
            }
        }
    }

    private void ProcessItem(PlanTarget target)
    {
        BkJobContext context = GetContext(ofInput: null, target.Origin);
        EnqueueDetail(target.Id, ResolveScope(target.Scope, context), context);
    }

    private void List()
    {
        JobScope scope = default;
        try
        {
            BkJobContext context = GetContext(ofInput: null, origin: null);
            scope = ResolveScope(default, context);
            List(scope, context);
        }
        catch (BkJobException fault)
        {
            WriteError(ErrorRecords.ListUnreadable(fault, scope, Messages.FormatOfPlans(scope, fault.Message)));
        }
    }

    private void List(JobScope scope, BkJobContext context)
    {
        var found = new HashSet<NameFilter>();
        var request = new JobPlanListRequest(scope, 0, 0)
        {
            Name = _names is [var only] ? only.Part : null,
            TemplateId = TemplateId,
            IsTraced = IsTraced,
            Origin = context.Origin,
        };
        foreach (JobPlan plan in Enumerate(JobPlanSearch.ReadAsync(context.Client, request, OnRequestCompleted, StopToken)))
        {
            NameFilter[] matching = Array.FindAll(_names, name => name.IsMatch(plan.Name));
            found.UnionWith(matching);
            if (matching.Length > 0 && (TemplateId is null || plan.TemplateId == TemplateId))
            {
                Write(plan, scope, context);
            }
        }

        for (int n = 0; n < _names.Length; n++)
        {
            if (_names[n].IsLiteral && !found.Contains(_names[n]))
            {
                WriteError(ErrorRecords.PlanNotFound(Name[n], scope));
            }
        }
    }

    private void Write(JobPlan plan, JobScope scope, BkJobContext context)
    {
        RecentPlans.Current.Add(plan);
        if (IncludeDetail)
        {
            EnqueueDetail(plan.Id, scope, context);
        }
        else
        {
            WriteObject(plan);
        }
    }

    private void EnqueueDetail(long id, JobScope scope, BkJobContext context)
    {
        var request = new JobPlanRequest(id, scope) { IsTraced = IsTraced, Origin = context.Origin };
        Details.Add(
            async (onRequestCompleted, stopping) =>
            {
                JobPlan plan = await context.Client.GetJobPlanAsync(request, onRequestCompleted, stopping).ConfigureAwait(false);
                return () => WriteDetail(plan);
            },
            fault => ErrorRecords.FromPlanFault(fault, request));
    }

    private void WriteDetail(JobPlan plan)
    {
        RecentPlans.Current.Add(plan);
        RecentAccounts.Current.Add(plan);
        WriteObject(plan);
    }
}
