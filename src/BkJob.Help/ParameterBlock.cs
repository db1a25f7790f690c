namespace BkJob.Help;

/// <summary>The YAML block of a parameter, in the schema of PlatyPS.</summary>
public sealed class ParameterBlock
{
    /// <summary>Full name of the type.</summary>
    public string Type { get; set; } = "";

    /// <summary>The default value; None for none.</summary>
    public string DefaultValue { get; set; } = "";

    /// <summary>Whether wildcards are allowed.</summary>
    public bool SupportsWildcards { get; set; }

    /// <summary>Other names.</summary>
    public IList<string> Aliases { get; set; } = [];

    /// <summary>The parameter sets.</summary>
    public IList<ParameterSetBlock> ParameterSets { get; set; } = [];

    /// <summary>The accepted values of an enumeration.</summary>
    public IList<string> AcceptedValues { get; set; } = [];
}
