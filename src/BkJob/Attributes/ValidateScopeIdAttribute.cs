using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts the ID of a scope, or none: a blank cell of a table.</summary>
internal sealed class ValidateScopeIdAttribute : ValidateArgumentsAttribute
{
    /// <summary>Returns the ID; null if it is blank.</summary>
    /// <exception cref="BkJobException">It contains a character that no ID has: it becomes part of a URL.</exception>
    public static string? Check(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text.AsSpan().ContainsAnyExceptInRange('!', '~') ? throw ErrorRecords.InvalidValue(Messages.FormatBadScopeId(Argument.Quote(text)))
        : text;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics) => Check(arguments?.ToString());
}
