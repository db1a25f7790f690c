using System.Text.RegularExpressions;

namespace BkJob.Simulator.Starts;

/// <summary>A label selector of Kubernetes: requirements separated by commas, all of which must be met.</summary>
internal sealed partial class LabelSelector
{
    private readonly string _text;
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _requirements;

    private LabelSelector(string text, List<Func<IReadOnlyDictionary<string, string>, bool>> requirements) =>
        (_text, _requirements) = (text, requirements);

    /// <summary>Parses a selector; null if it is not valid.</summary>
    public static LabelSelector? TryParse(string text)
    {
        var match = Selector().Match(text);
        return match.Success && match.Groups["one"].Captures.All(one => Requirement().IsMatch(one.Value))
            ? new LabelSelector(text, [.. match.Groups["one"].Captures.Select(one => Parse(one.Value))])
            : null;
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => _requirements.TrueForAll(requirement => requirement(labels));

    public override string ToString() => _text;

    private static Func<IReadOnlyDictionary<string, string>, bool> Parse(string text)
    {
        var parts = Requirement().Match(text).Groups;
        var (key, values) = (parts["key"].Value, parts["value"].Captures.Select(value => value.Value).ToList());
        return parts["not"].Success ? labels => !labels.ContainsKey(key)
            : parts["operator"].Value switch
            {
                "" => labels => labels.ContainsKey(key),
                "!=" or "notin" => labels => !labels.TryGetValue(key, out var value) || !values.Contains(value, StringComparer.Ordinal),
                _ => labels => labels.TryGetValue(key, out var value) && values.Contains(value, StringComparer.Ordinal),
            };
    }

    [GeneratedRegex(
        @"\A(?<one>[^,()]*(?:\([^()]*\))?)(?:,(?<one>[^,()]*(?:\([^()]*\))?))*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector();

    [GeneratedRegex(
        @"\A\s*(?:(?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)(?:\s*(?<operator>==?|!=)\s*(?<value>[\w.-]*)|\s+(?<operator>in|notin)\s*\(\s*(?<value>[\w.-]+)(?:\s*,\s*(?<value>[\w.-]+))*\s*\))?)\s*\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Requirement();
}
