using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>Reads the IDs of plans.</summary>
internal sealed class PlanIdsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList list
            ? list.Cast<object?>().Select(Read).ToArray()
            : new[] { Read(inputData) };

    private static long Read(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is JobPlan plan ? plan.Id : IdNumber.ReadPlan(value);
}
