using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>Rejects null, an empty or blank text, and a list that is empty or contains one of them.</summary>
internal sealed class ValidateNotBlankAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        bool isBlank = arguments is IEnumerable many and not string
            ? !many.Cast<object?>().Any() || many.Cast<object?>().Any(IdNumber.IsBlank)
            : IdNumber.IsBlank(arguments);
        if (isBlank)
        {
            throw ErrorRecords.InvalidValue(Messages.IsBlank);
        }
    }
}
