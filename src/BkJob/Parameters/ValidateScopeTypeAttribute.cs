using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts a scope type, and none: a blank cell of a table, or a server that does not say.</summary>
internal sealed class ValidateScopeTypeAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Types = ["biz", "biz_set", "tenant_set"];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        string type = arguments?.ToString() ?? "";
        if (!string.IsNullOrWhiteSpace(type) && !Types.Contains(type, StringComparer.Ordinal))
        {
            throw new ValidationMetadataException(Messages.FormatBadScopeType(type, string.Join(", ", Types)));
        }
    }
}
