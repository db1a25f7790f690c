using System.ComponentModel;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Mends a copy of an object that comes out of Import-Clixml, a job or another computer: a status is a status again, a time a time, and a
/// list has a text. PowerShell itself makes a number of the first, and of the second a bag of twenty properties that can't be compared.
/// Public only because type definitions can name nothing else.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[TypeConverter(typeof(DeserializedTypeConverter))]
public sealed class DeserializedTypeConverter : PSTypeConverter
{
    private static readonly Dictionary<string, Type> Enums = new[]
    {
        typeof(JobStatus), typeof(IpStatus), typeof(StepType), typeof(StartWay), typeof(BkJobApi),
        typeof(CredentialLocation),
    }.ToDictionary(type => DeserializedValue.Prefix + type.FullName, StringComparer.Ordinal);

    private static readonly string[] Times = ["CreateTime", "StartTime", "EndTime"];
    private static readonly string[] Lists = ["Blocks", "Steps", "IpStatuses", "Operations"];

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => destinationType == typeof(DeserializedTypeConverter);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        if (sourceValue.TypeNames.Select(Enums.GetValueOrDefault).FirstOrDefault() is { } type)
        {
            return Enum.ToObject(type, sourceValue.BaseObject);
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
