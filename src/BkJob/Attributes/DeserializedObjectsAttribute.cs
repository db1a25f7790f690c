using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Accepts jobs of the history, and deserialized copies of jobs and steps, as -JobInstance and -StepInstance. They identify a job, which is
/// read again because they are outdated or have no steps.
/// </summary>
internal sealed class DeserializedObjectsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            // Null and an empty list match every parameter at position 0. They must not be accepted here: -Id accepts them and reports that
            // an ID is missing. The engine reports this text as a value that can't be converted.
            null or IList { Count: 0 } => Messages.NoId,
            IList many => many.Cast<object?>().Select(Restore).ToArray(),
            _ => Restore(inputData),
        };

    private static object? Restore(object? item) =>
        IsSummary(item) || DeserializedValue.IsDeserialized<JobInstance>(item) ? RestoreJob(JobInput.Read(item)[0])
        : DeserializedValue.IsDeserialized<StepInstance>(item) ? RestoreStep(JobInput.Read(item)[0])
        : item;

    // A job of the history identifies a job like a copy does.
    private static bool IsSummary(object? item) =>
        (item is PSObject wrapped ? wrapped.BaseObject : item) is JobInstanceSummary || DeserializedValue.IsDeserialized<JobInstanceSummary>(item);

    private static JobInstance RestoreJob(JobTarget target) =>
        new JobInstance { Id = target.Id, BizId = target.Scope.BizId, ScopeType = target.Scope.ScopeType, ScopeId = target.Scope.ScopeId }
            .WithOrigin(target.Origin);

    private static StepInstance RestoreStep(JobTarget target) =>
        new() { Id = target.StepIds![0], JobInstanceId = target.Id, Scope = target.Scope };
}
