using System.Management.Automation;

namespace BkJob;

/// <summary>Reads a name or number of an enum, and names the valid ones in the error for another text.</summary>
/// <param name="type">The enum.</param>
internal sealed class EnumNameAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return Enum.TryParse(type, input?.ToString(), ignoreCase: true, out object? value) && Enum.IsDefined(type, value!)
            ? value
            : throw ErrorRecords.InvalidValue(Messages.FormatBadName(Argument.Quote(input), string.Join(", ", Enum.GetNames(type))));
    }
}
