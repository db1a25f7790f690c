using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts ids of steps, and none: a blank cell of a table means all steps.</summary>
internal sealed class ValidateStepIdsAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (long id in arguments as long[] ?? [])
        {
            if (id < 1)
            {
                throw new ValidationMetadataException(Messages.FormatBadStepId(id));
            }
        }
    }
}
