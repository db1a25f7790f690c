using System.ComponentModel;
using System.Management.Automation;
using BkJob.Views;

namespace BkJob;

/// <summary>
/// Restores the values of a copy that comes from Import-Clixml, a job or another computer: statuses, times, and the text of lists.
/// PowerShell deserializes a status as a number, and a time as an object with twenty properties that cannot be compared. Public only
/// because type definitions require it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[TypeConverter(typeof(DeserializedTypeConverter))]
public sealed class DeserializedTypeConverter : PSTypeConverter
{
    private static readonly Dictionary<string, Type> Enums = new[]
    {
        typeof(JobStatus), typeof(IpStatus), typeof(StepType), typeof(StartWay), typeof(BkJobApi), typeof(JobType), typeof(VariableType),
        typeof(CredentialLocation), typeof(FileLogMode), typeof(FileLogStatus),
    }.ToDictionary(type => DeserializedValue.Prefix + type.FullName, StringComparer.Ordinal);

    private static readonly string[] Times = ["CreateTime", "StartTime", "EndTime", "LastModifyTime"];
    private static readonly string[] Lists =
    [
        "Blocks", "Steps", "IpStatuses", "Operations", "Variables", "HostIds", "Addresses", "TopologyNodes", "DynamicGroups",
        "AvailableActions", "Files", "Logs", "ExitCodes", "Statuses",
    ];

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => destinationType == typeof(DeserializedTypeConverter);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        if (sourceValue.TypeNames.Select(Enums.GetValueOrDefault).FirstOrDefault() is { } type)
        {
            return Enum.ToObject(type, sourceValue.BaseObject);
        }

        // The view of a job that was emitted while others were awaited: a copy is displayed like any other job.
        foreach (string name in sourceValue.TypeNames.Where(name => name.Contains(StreamedView.Separator)).ToArray())
        {
            sourceValue.TypeNames.Remove(name);
        }

        foreach (string name in Times)
        {
            if (sourceValue.Properties[name] is { } property && DeserializedValue.Time(property.Value) is { } time)
            {
                property.Value = time;
            }
        }

        foreach (string name in Lists)
        {
            if (sourceValue.Properties[name] is { } property)
            {
                property.Value = new ItemList<object>([.. DeserializedValue.Items(property.Value)]);
            }
        }

        return sourceValue;
    }

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        CanConvertFrom(PSObject.AsPSObject(sourceValue), destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom(PSObject.AsPSObject(sourceValue), destinationType, formatProvider, ignoreCase);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new NotSupportedException();
}
