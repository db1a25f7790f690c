namespace BkJob;

/// <summary>What a step does (<c>type</c>).</summary>
public enum StepType
{
    /// <summary>Runs a script.</summary>
    Script = 1,

    /// <summary>Distributes files.</summary>
    File = 2,

    /// <summary>Waits for manual confirmation. Not in the API documentation, but returned by Job 3.x.</summary>
    Confirmation = 3,

    /// <summary>Runs SQL.</summary>
    Sql = 4,
}
