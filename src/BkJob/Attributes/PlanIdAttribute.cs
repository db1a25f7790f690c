using System.Management.Automation;

namespace BkJob;

/// <summary>Reads the ID of a plan. A name is an error that names the parameter for it.</summary>
internal sealed class PlanIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdNumber.ReadPlan(inputData);
}
