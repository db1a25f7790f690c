namespace BkJob.Core.Tests.Support;

/// <summary>A request as it came.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path, as it was written.</param>
/// <param name="Query">What follows the question mark, as it was written; empty where there is none.</param>
/// <param name="Headers">The headers by name.</param>
/// <param name="Body">The body; empty where there is none.</param>
internal sealed record RawRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Takes a head apart.</summary>
    /// <param name="lines">Its lines.</param>
    public static RawRequest Of(IReadOnlyList<string> lines)
    {
        string[] first = lines[0].Split(' ');
        string[] target = first[1].Split('?', 2);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(
            parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        return new RawRequest(first[0], target[0], target.Length > 1 ? target[1] : "", headers, "");
    }

    /// <summary>Everything of it in which a secret could stand.</summary>
    public string Everything => string.Join('\n', [Path, Query, .. Headers.Values, Body]);
}
