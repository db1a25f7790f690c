namespace BkJob.Simulator;

/// <summary>Which ESB stands in front of Job; the two read credentials from different places.</summary>
public enum EsbEdition
{
    /// <summary>Reads the X-Bkapi-Authorization header; only without one, the parameters.</summary>
    Newest,

    /// <summary>Reads the parameters alone and never looks at the header.</summary>
    Legacy,
}
