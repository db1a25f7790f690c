using System.Management.Automation;

namespace BkJob;

/// <summary>Reads the ID of a business; null and blank, such as an empty cell of a table, mean none.</summary>
internal sealed class BizIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdNumber.ReadBusiness(inputData);
}
