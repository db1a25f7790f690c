using System.Collections;
using System.Globalization;

namespace BkJob.Core.Tests.Support;

/// <summary>All public properties of an object and of what it holds, as text by path: <c>Steps[0].Hosts.Total</c>.</summary>
internal static class Dump
{
    public static SortedDictionary<string, string> Of(object value)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(lines, "", value);
        return lines;
    }

    private static void Add(SortedDictionary<string, string> lines, string path, object? value)
    {
        switch (value)
        {
            case null or string or ValueType:
                lines[path] = value switch
                {
                    null => "null",
                    DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
                };
                break;
            case IList list:
                lines[path + ".Count"] = list.Count.ToString(CultureInfo.InvariantCulture);
                for (int i = 0; i < list.Count; i++)
                {
                    Add(lines, $"{path}[{i}]", list[i]);
                }

                break;
            default:
                foreach (var property in value.GetType().GetProperties())
                {
                    Add(lines, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.GetValue(value));
                }

                break;
        }
    }
}
