using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Validates the address that the server calls when a job has finished. The error does not quote it: its query often contains a secret.
/// </summary>
internal sealed class ValidateCallbackUrlAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (!Uri.TryCreate(arguments?.ToString(), UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("http" or "https")
            || address.Host.Length == 0
            || address.UserInfo.Length > 0)
        {
            throw ErrorRecords.InvalidValue(Messages.BadCallbackUrl);
        }
    }
}
