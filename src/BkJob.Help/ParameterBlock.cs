namespace BkJob.Help;

/// <summary>The YAML block of a parameter, in the schema of PlatyPS.</summary>
public sealed class ParameterBlock
{
    /// <summary>Full name of the type.</summary>
    public string Type { get; set; } = "";

    /// <summary>What a parameter that is left out is; None for nothing.</summary>
    public string DefaultValue { get; set; } = "";

    /// <summary>Whether wildcards are allowed.</summary>
    public bool SupportsWildcards { get; set; }

    /// <summary>Other names.</summary>
    public IList<string> Aliases { get; set; } = [];

    /// <summary>Where it may be used, and how.</summary>
    public IList<ParameterSetBlock> ParameterSets { get; set; } = [];

    /// <summary>The values that are accepted, where they can be counted.</summary>
    public IList<string> AcceptedValues { get; set; } = [];
}
