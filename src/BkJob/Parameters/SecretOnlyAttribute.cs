using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Refuses a plain text where a SecureString belongs. PowerShell itself would refuse it too, and print the secret in its message.
/// </summary>
internal sealed class SecretOnlyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string
            ? throw BkJobErrors.InvalidValue(Messages.SecretIsText)
            : inputData;
}
