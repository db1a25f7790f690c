using System.Management.Automation;

namespace BkJob;

/// <summary>Reads the IDs of steps; null and blank, such as an empty cell of a table, mean all.</summary>
internal sealed class StepIdsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdNumber.ReadSteps(inputData);
}
