using System.Collections;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>
/// Reads the filters of containers that a user specified, as a text or as a hashtable. A part that is misspelled or empty is an error: it
/// would select more containers than intended.
/// </summary>
internal sealed class ContainerFilterReader
{
    /// <summary>What the notation of a filter starts with.</summary>
    public const string Prefix = "kube:";

    private const string Cluster = "Cluster";
    private const string All = "*";

    private static readonly string[] PathKeys = [Cluster, "Namespace", "Pod", "Container"];
    private static readonly string[] OptionKeys = ["Workload", "Label"];

    private readonly Dictionary<string, string[]> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _source;

    private ContainerFilterReader(string source) => _source = source;

    /// <summary>Whether a hashtable specifies containers: it has a cluster, as no host has.</summary>
    public static bool IsContainer(IDictionary columns) =>
        columns.Keys.OfType<string>().Any(key => key.Equals(Cluster, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a text.</summary>
    /// <exception cref="BkJobException">It is not valid.</exception>
    public static ContainerFilter Read(string text)
    {
        var reader = new ContainerFilterReader(text);
        string[] parts = text[Prefix.Length..].Split(';');
        string[] path = parts[0].Split('/');
        if (path.Length > PathKeys.Length)
        {
            throw reader.CreateError(CoreMessages.ContainerPathTooLong);
        }

        for (int i = 0; i < path.Length; i++)
        {
            reader.Add(PathKeys[i], path[i]);
        }

        foreach (string option in parts[1..])
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            reader.Add(equals < 0 ? option : option[..equals], equals < 0 ? "" : option[(equals + 1)..], OptionKeys);
        }

        return reader.Build();
    }

    /// <summary>Reads a hashtable.</summary>
    /// <exception cref="BkJobException">It is not valid.</exception>
    public static ContainerFilter Read(IDictionary columns)
    {
        var reader = new ContainerFilterReader(string.Join("; ", columns.Keys.Cast<object>().Select(key => $"{key}={Describe(columns[key])}")));
        foreach (DictionaryEntry column in columns)
        {
            reader.Add($"{column.Key}", column.Value, [.. PathKeys, .. OptionKeys]);
        }

        return reader.Build();
    }

    private static string Describe(object? value) =>
        value is IEnumerable list and not string ? string.Join(',', list.Cast<object?>()) : $"{value}";

    private void Add(string key, object? value, string[]? known = null)
    {
        string name = key.Trim();
        if (known?.Contains(name, StringComparer.OrdinalIgnoreCase) is false)
        {
            throw CreateError(CoreMessages.FormatContainerKeyUnknown(Quote(name), string.Join(", ", known)));
        }

        // A comma separates names; in a selector of labels, it is part of the selector.
        IEnumerable<string> items = (value is IEnumerable list and not string ? list.Cast<object?>() : [value]).Select(item => $"{item}".Trim());
        string[] names = [.. IsLabel(name) ? [string.Join(',', items)] : items.SelectMany(item => item.Split(',')).Select(item => item.Trim())];
        if (names.Length == 0 || names.Contains("") || !_parts.TryAdd(name, names))
        {
            throw CreateError(CoreMessages.FormatContainerPartEmpty(Quote(name)));
        }
    }

    private ContainerFilter Build()
    {
        string[] workload = GetWorkload();
        var filter = new ContainerFilter
        {
            Clusters = GetNames(Cluster) is { Length: > 0 } clusters ? clusters : throw CreateError(CoreMessages.ContainerClusterMissing),
            Namespaces = GetNames(PathKeys[1]),
            Pods = GetNames(PathKeys[2]),
            Containers = GetNames(PathKeys[3]),
            WorkloadKind = workload.FirstOrDefault(),
            Workloads = [.. workload.Skip(1)],
            Label = GetLabel(),
        };
        return filter.IsWholeCluster && !_parts.Any(part => !IsCluster(part.Key) && part.Value is [All])
            ? throw CreateError(CoreMessages.FormatContainerWholeCluster($"{Prefix}{string.Join(',', filter.Clusters)}/*"))
            : filter;
    }

    /// <summary>The names of a part; empty for all.</summary>
    private string[] GetNames(string key) => _parts.GetValueOrDefault(key) is not { } names || names is [All] ? [] : Check(names);

    /// <summary>The kind of the workloads, followed by their names; empty for all workloads.</summary>
    private string[] GetWorkload()
    {
        if (_parts.GetValueOrDefault(OptionKeys[0]) is not { } parts || parts is [All])
        {
            return [];
        }

        int slash = parts[0].IndexOf('/', StringComparison.Ordinal);
        return slash < 0 && parts.Length == 1 ? Check(parts)
            : slash < 0 ? throw CreateError(CoreMessages.ContainerWorkloadInvalid)
            : parts is [var one] && one[(slash + 1)..] == All ? Check([one[..slash]])
            : Check([parts[0][..slash], parts[0][(slash + 1)..], .. parts[1..]]);
    }

    private string? GetLabel() => _parts.GetValueOrDefault(OptionKeys[1]) switch
    {
        null or [All] => null,
        [var selector] when selector.Any(c => char.IsControl(c) || c == ';') => throw CreateError(CoreMessages.FormatContainerNameInvalid(Quote(selector))),
        var selector => selector[0],
    };

    private string[] Check(string[] names) => Array.Find(names, name => !IsName(name)) is { } invalid
        ? throw CreateError(CoreMessages.FormatContainerNameInvalid(Quote(invalid)))
        : names;

    // The names of Kubernetes; the server compares them exactly, so that a wildcard would select nothing.
    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    private static bool IsCluster(string key) => key.Equals(Cluster, StringComparison.OrdinalIgnoreCase);

    private static bool IsLabel(string key) => key.Equals(OptionKeys[1], StringComparison.OrdinalIgnoreCase);

    private static string Quote(string text) => TerminalText.Sanitize(text, maxLength: 60);

    private BkJobException CreateError(string reason) => new(
        BkJobErrorKind.InvalidTarget, CoreMessages.FormatContainerFilterInvalid(TerminalText.Sanitize(_source, maxLength: 120), reason))
    {
        Hint = ErrorHint.ContainerNotation,
    };
}
