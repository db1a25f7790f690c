using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>Rejects what is not a hashtable with an example of one; the engine only states that it can't convert the value.</summary>
internal sealed class VariableTableAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is null or IDictionary
            ? inputData
            : throw ErrorRecords.InvalidValue(Messages.VariablesNotTable);
}
