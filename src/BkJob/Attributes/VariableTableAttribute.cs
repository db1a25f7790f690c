using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Accepts an object, such as one of ConvertFrom-Json, as a dictionary of its properties, and rejects other values with an example of a
/// hashtable; the engine only states that it can't convert them.
/// </summary>
internal sealed class VariableTableAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData switch
    {
        PSObject { BaseObject: PSCustomObject } row => ReadProperties(row),
        null or IDictionary or PSObject { BaseObject: IDictionary } => inputData,
        _ => throw ErrorRecords.InvalidValue(Messages.VariablesNotTable),
    };

    private static OrderedDictionary ReadProperties(PSObject row)
    {
        var values = new OrderedDictionary(StringComparer.Ordinal);
        foreach (PSPropertyInfo property in row.Properties)
        {
            values.Add(property.Name, property.Value);
        }

        return values;
    }
}
