using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Validates the address of the web pages of Job, which a browser opens. The error does not quote it: it can contain a password.
/// </summary>
internal sealed class ValidateWebUrlAttribute : ValidateArgumentsAttribute
{
    /// <summary>Reads an address: http or https, without a user, query or fragment.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out address)
        && address.Scheme is "http" or "https"
        && address.Host.Length > 0
        && !text.AsSpan().ContainsAny('@', '?', '#');

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (!TryRead(arguments?.ToString() ?? "", out _))
        {
            throw ErrorRecords.InvalidValue(Messages.BadWebUrl);
        }
    }
}
