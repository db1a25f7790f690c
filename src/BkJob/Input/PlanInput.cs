using System.Management.Automation;

namespace BkJob;

/// <summary>Identifies the plan of an input object: a plan, a job that was started from one, a number, a text, or a row of a file.</summary>
internal static class PlanInput
{
    private static readonly string[] PlanIdNames = ["PlanId", "job_plan_id", "bk_job_id"];

    /// <summary>Identifies the plan of an object.</summary>
    /// <exception cref="BkJobException">It is not a plan, and was not started from one.</exception>
    public static PlanTarget Read(object? item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        null => throw ErrorRecords.InvalidValue(Messages.InputNull),
        BkJobContext => throw ErrorRecords.InvalidValue(Messages.InputIsContext),
        JobPlan plan => new PlanTarget(plan.Id, plan.Scope, plan.Origin as ContextOrigin),
        JobInstanceSummary job => new PlanTarget(RequirePlan(job.PlanId), job.Scope, job.Origin as ContextOrigin),
        JobInstance job => new PlanTarget(RequirePlan(job.PlanId), job.Scope, job.Origin as ContextOrigin),
        object value when value is string || IdNumber.IsNumber(value) =>
            new PlanTarget(IdNumber.ReadPlan(value), JobInput.ReadScope(PSObject.AsPSObject(item)), null),
        _ => ReadRow(PSObject.AsPSObject(item!)),
    };

    // The Id of a job is that of the job, so a property that names the plan takes precedence.
    private static PlanTarget ReadRow(PSObject row)
    {
        object? id = PlanIdNames.Select(name => row.Properties[name]).FirstOrDefault(property => property is not null) is { } named
            ? named.Value
            : RowKind.CanBePlan(row) && row.Properties["Id"] is { } own ? own.Value
            : throw ErrorRecords.InvalidValue(Messages.FormatInputNotPlan(RowKind.GetName(row)));
        return new PlanTarget(IdNumber.ReadPlan(id), JobInput.ReadScope(row), null);
    }

    private static long RequirePlan(long? id) => id is > 0 ? id.Value : throw ErrorRecords.InvalidValue(Messages.JobWithoutPlan);
}

/// <summary>A plan that the input identifies.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Scope">The business or scope of the object; empty if it has none.</param>
/// <param name="Origin">The context that the object was read with; null if it was not read.</param>
internal sealed record PlanTarget(long Id, JobScope Scope, ContextOrigin? Origin);
