using System.Text.Json.Nodes;

namespace BkJob.Core.Tests.Support;

/// <summary>The bodies in the folder Payloads.</summary>
internal static class Payload
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Payloads");

    /// <summary>The text of a payload, as it goes on the wire.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    /// <summary>The text of the object that a payload is read as.</summary>
    public static string Expected(string name) => File.ReadAllText(Path.Combine(Folder, name + ".expected.txt")).ReplaceLineEndings("\n");

    /// <summary>Writes the actual text beside the tests, to be copied after an intended change.</summary>
    public static void WriteActual(string name, string text) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Actual")).FullName, name + ".expected.txt"), text);

    /// <summary>A payload to take apart.</summary>
    public static JsonNode Json(string name) => JsonNode.Parse(Text(name))!;

    /// <summary>The names of all payloads that begin with one of the prefixes.</summary>
    public static IEnumerable<string> Names(params string[] prefixes) =>
        from file in Directory.EnumerateFiles(Folder, "*.json")
        let name = Path.GetFileNameWithoutExtension(file)
        where prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        orderby name
        select name;
}
