using System.Collections;
using System.Management.Automation;
using BkJob.Completers;
using BkJob.Operations;
using BkJob.Starts;

namespace BkJob.Commands;

/// <summary>Starts jobs from plans, each at most once.</summary>
[Cmdlet(VerbsLifecycle.Start, "BkJobPlan", DefaultParameterSetName = ById, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class StartBkJobPlanCommand : StartCmdlet
{
    private const string ById = "Id";
    private const string ByName = "Name";
    private const string ByPlan = "Plan";

    /// <summary>A plan (<c>job_plan_id</c>).</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ById)]
    [PlanId]
    [ArgumentCompleter(typeof(PlanIdCompleter))]
    public long Id { get; set; }

    /// <summary>The name of a plan, exactly. It must be the only plan with that name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(PlanNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>A plan that was read. Its variables are read again.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPlan)]
    public PSObject? Plan { get; set; }

    /// <summary>Values of variables by name; the others keep the defaults of the plan.</summary>
    [Parameter]
    [Alias("Variables")]
    [VariableTable]
    [AllowNull]
    public IDictionary? Variable { get; set; }

    /// <summary>Address that the server calls when the job has finished.</summary>
    [Parameter]
    [ValidateCallbackUrl]
    public string? CallbackUrl { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JobScope scope = default;
        string subject = Messages.FormatSubjectPlan(ParameterSetName == ById ? Id : "", TerminalText.Sanitize(Name)).TrimEnd();
        long? planId = null;
        JobPlan? read = null;
        try
        {
            PlanTarget? target = ParameterSetName == ByPlan ? PlanInput.Read(Plan) : null;
            planId = target?.Id ?? (ParameterSetName == ById ? Id : null);
            BkJobContext context = GetContext(ofInput: null, target?.Origin);
            scope = ResolveScope(target?.Scope ?? default, context);
            planId ??= FindPlan(scope, context);
            if (planId is { } id)
            {
                subject = Messages.FormatSubjectPlan(id, TerminalText.Sanitize(Name)).TrimEnd();
                JobPlan plan = Await(new ValueTask<JobPlan>(context.Client.GetJobPlanAsync(
                    new JobPlanRequest(id, scope) { IsTraced = IsTraced, Origin = context.Origin }, OnRequestCompleted, StopToken)));
                RecentPlans.Current.Add(plan);
                RecentAccounts.Current.Add(plan);
                subject = Messages.FormatSubjectPlan(plan.Id, TerminalText.Sanitize(plan.Name));
                read = plan;
                Start(plan, scope, context, subject);
            }
        }
        catch (BkJobException fault)
        {
            // The ID of a plan is not the object of the error: a job action would take it for the ID of a job.
            WriteError(StartErrors.Unsent(
                fault, scope, new StartSubject(subject, (object?)read ?? (planId is null ? ErrorRecords.Unwrap(Plan) : null)) { PlanId = planId }));
        }
    }

    private void Start(JobPlan plan, JobScope scope, BkJobContext context, string subject)
    {
        IReadOnlyList<VariableValue> variables = PlanValues.Read(Variable, plan, context, WriteWarning);
        CheckLimit(EffectiveVariables.GetTargets(plan, variables));
        var request = new PlanStartRequest(plan.Id, scope, variables) { CallbackUrl = CallbackUrl };
        Start(
            new StartCommand<PlanStartRequest>(ExecuteJobPlan.Operation, request) { PlanId = plan.Id, PlanName = plan.Name },
            context,
            new StartSubject(subject, plan),
            CreateOnly ? Messages.ActionCreatePlan : Messages.ActionStartPlan,
            PlanPreview.Format(plan, variables, CallbackUrl, scope, context));
    }

    /// <summary>Finds the plan with the name; null if there is none or several, which is an error.</summary>
    private long? FindPlan(JobScope scope, BkJobContext context)
    {
        // Completion escapes the wildcard characters of a name, as Get-BkJobPlan requires; here none is a wildcard.
        string name = WildcardPattern.Unescape(Name);
        var request = new JobPlanListRequest(scope, 0, 0) { Name = new NameFilter(WildcardPattern.Escape(name)).Part, IsTraced = IsTraced, Origin = context.Origin };
        JobPlan[] plans = [.. Enumerate(History.JobPlanSearch.ReadAsync(context.Client, request, OnRequestCompleted, StopToken))
            .Where(plan => plan.Name == name)];
        if (plans.Length == 1)
        {
            return plans[0].Id;
        }

        WriteError(plans.Length == 0 ? ErrorRecords.PlanNotFound(Name, scope) : StartErrors.AmbiguousPlan(Name, plans, scope));
        return null;
    }
}
