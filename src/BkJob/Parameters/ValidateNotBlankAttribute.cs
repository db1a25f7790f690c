using System.Management.Automation;

namespace BkJob;

/// <summary>Refuses an empty or blank text.</summary>
internal sealed class ValidateNotBlankAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (string.IsNullOrWhiteSpace(arguments?.ToString()))
        {
            throw new ValidationMetadataException(Messages.IsBlank);
        }
    }
}
