using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Starts;

/// <summary>Starts a plan, which v2 names a job (protocol-actions.md §4.2, §4.6).</summary>
internal abstract class PlanStart(JobCatalogue jobs, StartReader reader, JobStarter starter, string idName, string variablesName)
    : StartOperation(starter)
{
    private const int DefaultHosts = 5;
    private const long FirstHostId = 2_000_001;

    protected override StartRequest Read(JobCall call, JobScope scope)
    {
        if (StartReader.Number(call, idName) is not (> 0 and var id))
        {
            throw new StartRejectedException(call.Messages.Starts.InvalidParameter(idName));
        }

        var requested = PlanVariables.Read(call, call.Parameters.Json(variablesName));
        var start = reader.Read(call, Name);
        if (jobs.Plans.Find(id) is not { } plan || JobScope.Of(plan) != scope)
        {
            throw new StartRejectedException(call.Messages.Starts.NoPlan);
        }

        if (plan.Steps.Count == 0)
        {
            throw new StartRejectedException(call.Messages.Starts.IllegalPlan);
        }

        var values = PlanVariables.Merge(plan, requested);
        return new StartRequest(start with
        {
            Name = plan.Name,
            PlanId = plan.Id,
            Variables = [.. requested.Select(variable => variable.ToRecord())],
            Targets = [.. values.SelectMany(value => value.Target.ToTexts())],
        })
        {
            Action = "launch_job_plan",
            Steps = [.. plan.Steps.Select(step => StepOf(step, values))],
            Variables = [.. values.Select(value => value.ToJobVariable())],
            TemplateId = plan.TemplateId,
        };
    }

    private static StepRequest StepOf(SimulatedPlanStep step, IReadOnlyList<PlanValue> values)
    {
        var value = values.FirstOrDefault(one => one.Variable.Name == step.TargetVariable);
        return new StepRequest(step.Name, step.Type, step.TargetVariable is null ? StaticTarget : value?.Target ?? TargetSelection.Empty)
        {
            Script = StepKind.IsScript(step.Type) ? new ScriptReference(null, null, step.Script, step.Language) : null,
            Files = step.Type == StepKind.File ? [step.SourcePath] : [],
            TargetPath = step.TargetPath,
            MissingVariable = value is null ? step.TargetVariable : null,
        };
    }

    // A step without a variable has hosts of its own, which the plan of the simulator does not list.
    private static TargetSelection StaticTarget =>
        new() { HostIds = [.. Enumerable.Range(0, DefaultHosts).Select(number => FirstHostId + number)] };
}
