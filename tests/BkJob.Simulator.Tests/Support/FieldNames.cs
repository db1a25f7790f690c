using System.Text.Json;

namespace BkJob.Simulator.Tests.Support;

/// <summary>The shape of a body: the path of every field, as in <c>data.step_instance_list[].name</c>.</summary>
internal static class FieldNames
{
    public static SortedSet<string> In(JsonElement body)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Collect(body, "", names);
        return names;
    }

    private static void Collect(JsonElement value, string path, SortedSet<string> names)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement element in value.EnumerateArray())
            {
                Collect(element, path + "[]", names);
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty field in value.EnumerateObject())
            {
                string name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                names.Add(name);
                Collect(field.Value, name, names);
            }
        }
    }
}
