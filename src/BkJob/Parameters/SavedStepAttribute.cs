using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Takes a step that comes out of a file or another process. PowerShell alone would take the id of such a copy for that of a job, and ask
/// about another job. The step is asked about anew: what was saved of it is old.
/// </summary>
internal sealed class SavedStepAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? throw new ArgumentTransformationMetadataException(Messages.NothingGiven)
        : SavedValue.IsCopyOf<StepInstance>(inputData)
            && SavedValue.Number(inputData, nameof(StepInstance.Id)) is { } id
            && SavedValue.Number(inputData, nameof(StepInstance.JobInstanceId)) is { } jobId
            ? new StepInstance
            {
                Id = id,
                JobInstanceId = jobId,
                Scope = new JobScope(SavedValue.Number(inputData, nameof(StepInstance.BizId)), null, null),
            }
            : inputData;
}
