namespace BkJob.Simulator;

/// <summary>The ESB in front of Job; the editions read credentials from different locations.</summary>
public enum EsbEdition
{
    /// <summary>Reads the X-Bkapi-Authorization header, or the parameters if there is none.</summary>
    Newest,

    /// <summary>Reads the parameters only and ignores the header.</summary>
    Legacy,
}
