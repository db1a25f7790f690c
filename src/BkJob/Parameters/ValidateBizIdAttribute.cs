using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts a business id, and none: a blank cell of a table means the context's.</summary>
internal sealed class ValidateBizIdAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is long id and < 1)
        {
            throw new ValidationMetadataException(Messages.FormatBadBizId(id));
        }
    }
}
