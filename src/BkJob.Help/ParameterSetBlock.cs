namespace BkJob.Help;

/// <summary>How a parameter is used in one parameter set.</summary>
public sealed class ParameterSetBlock
{
    /// <summary>Name of the set; (All) for all.</summary>
    public string Name { get; set; } = "";

    /// <summary>A number, or Named.</summary>
    public string Position { get; set; } = "";

    /// <summary>Whether it is mandatory.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Whether it accepts objects from the pipeline.</summary>
    public bool ValueFromPipeline { get; set; }

    /// <summary>Whether it accepts properties of objects from the pipeline.</summary>
    public bool ValueFromPipelineByPropertyName { get; set; }
}
