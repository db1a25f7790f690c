using System.Collections;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Reads the IDs of -Id; null means none. A blank among them, such as an empty line of a file, becomes <see cref="Blank"/>, so that the cmdlet can report
/// it and continue with the others.
/// </summary>
internal sealed class JobIdsAttribute : ArgumentTransformationAttribute
{
    /// <summary>Stands for a blank value; it is not a valid ID.</summary>
    public const long Blank = 0;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object?[] values = (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => [],
            IEnumerable many and not (string or IDictionary) => [.. many.Cast<object?>()],
            _ => [inputData],
        };

        // Left to the engine, which then tries -JobInstance and -StepInstance at the same position.
        return Array.Exists(values, IsJobOrStep) ? inputData : values.Select(Read).ToArray();
    }

    private static bool IsJobOrStep(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is JobInstance or JobInstanceSummary or StepInstance
        || DeserializedValue.IsDeserialized<JobInstanceSummary>(value)
        || DeserializedValue.IsDeserialized<JobInstance>(value) || DeserializedValue.IsDeserialized<StepInstance>(value);

    private static long Read(object? value) =>
        IdNumber.IsBlank(value) ? Blank
        : IsRow(value) ? throw ErrorRecords.InvalidValue(Messages.FormatIdIsObject(RowKind.GetName(PSObject.AsPSObject(value))), Messages.AdviceInput)
        : IdNumber.ReadJob(value);

    // A row also has a business, which a parameter for numbers would lose.
    private static bool IsRow(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is not (null or string or ValueType);
}
