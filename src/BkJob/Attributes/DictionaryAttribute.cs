using System.Collections.Specialized;
using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts an object, such as one of ConvertFrom-Json, as a dictionary of its properties.</summary>
internal sealed class DictionaryAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is not PSObject { BaseObject: PSCustomObject } row)
        {
            return inputData;
        }

        var values = new OrderedDictionary(StringComparer.Ordinal);
        foreach (PSPropertyInfo property in row.Properties)
        {
            values.Add(property.Name, property.Value);
        }

        return values;
    }
}
