using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Reads the original value of a deserialized property: objects of the module lose their types if they are saved or sent to another
/// process, and most of them also if the module was loaded only afterwards.
/// </summary>
internal static class DeserializedValue
{
    /// <summary>The prefix of the type name of a deserialized copy.</summary>
    public const string Prefix = "Deserialized.";

    /// <summary>Whether it is the copy of an object of this type.</summary>
    public static bool IsDeserialized<T>(object? value) => value is PSObject copy && copy.TypeNames.Contains(Prefix + typeof(T).FullName);

    /// <summary>A property of an object or of its copy; null if it has none.</summary>
    public static object? Property(object? from, string name) =>
        from is null ? null : Unwrap(PSObject.AsPSObject(from).Properties[name]?.Value);

    /// <summary>A property as text: for a status that became a number, its name.</summary>
    public static string? Text(object? from, string name) =>
        from is null ? null : PSObject.AsPSObject(from).Properties[name]?.Value?.ToString();

    /// <summary>A property that is a number; null if there is none.</summary>
    public static long? Number(object? from, string name) =>
        Property(from, name) is { } value && LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    /// <summary>An enum value: from itself, its number, or its name.</summary>
    public static T? Enum<T>(object? value)
        where T : struct, Enum => Unwrap(value) switch
        {
            null => null,
            T one => one,
            string text => System.Enum.TryParse(text, out T named) ? named : null,
            object number => LanguagePrimitives.TryConvertTo(number, CultureInfo.InvariantCulture, out int code)
                ? (T)System.Enum.ToObject(typeof(T), code)
                : null,
        };

    /// <summary>A time: from itself, its properties, or its text. Returned as local time, wherever it was saved.</summary>
    public static DateTimeOffset? Time(object? value)
    {
        DateTimeOffset? time = Unwrap(value) switch
        {
            DateTimeOffset itself => itself,
            string text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset read) ? read : null,
            PSObject bag when bag.Properties["Ticks"]?.Value is long ticks && bag.Properties["Offset"]?.Value is TimeSpan offset =>
                new DateTimeOffset(ticks, offset),
            _ => null,
        };
        return time?.ToLocalTime();
    }

    /// <summary>Counts of hosts; null if they were not requested.</summary>
    public static HostSummary? Hosts(object? value) => Unwrap(value) switch
    {
        HostSummary hosts => hosts,
        PSObject bag => new HostSummary(new HostCounts
        {
            Succeeded = Count(bag, nameof(HostSummary.Succeeded)),
            Running = Count(bag, nameof(HostSummary.Running)),
            Waiting = Count(bag, nameof(HostSummary.Waiting)),
            Terminated = Count(bag, nameof(HostSummary.Terminated)),
            Unknown = Count(bag, nameof(HostSummary.Unknown)),
            Failed = Count(bag, nameof(HostSummary.Failed)),
        }),
        _ => null,
    };

    /// <summary>The items of a list; none if it was not saved.</summary>
    public static IReadOnlyList<object> Items(object? value) =>
        Unwrap(value) is IEnumerable many and not string ? [.. many.Cast<object>()] : [];

    private static int Count(PSObject bag, string name) => (int)(Number(bag, name) ?? 0);

    /// <summary>Removes the wrapper of a PSObject, if it has a base object.</summary>
    private static object? Unwrap(object? value) =>
        value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
}
