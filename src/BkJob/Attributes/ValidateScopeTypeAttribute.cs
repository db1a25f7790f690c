using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts a scope type, or none: a blank cell of a table, or a server that does not return one.</summary>
internal sealed class ValidateScopeTypeAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Types = ["biz", "biz_set", "tenant_set"];

    /// <summary>Returns the type; null if it is blank.</summary>
    /// <exception cref="BkJobException">The type does not exist.</exception>
    public static string? Check(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Types.Contains(text, StringComparer.Ordinal) ? text
        : throw ErrorRecords.InvalidValue(Messages.FormatBadScopeType(Argument.Quote(text), string.Join(", ", Types)));

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics) => Check(arguments?.ToString());
}
