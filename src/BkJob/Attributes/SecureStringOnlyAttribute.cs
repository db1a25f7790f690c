using System.Management.Automation;
using System.Security;

namespace BkJob;

/// <summary>Rejects anything but a SecureString. The error of PowerShell for another type would contain the secret.</summary>
internal sealed class SecureStringOnlyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is null or SecureString
            ? inputData
            : throw ErrorRecords.InvalidValue(Messages.SecretIsText);
}
