namespace BkJob.Simulator;

/// <summary>Which Job answers behind the ESB; the two send different bodies under the same URL.</summary>
public enum Generation
{
    /// <summary>Job 2.x: the shape of the API page.</summary>
    Job2,

    /// <summary>Job 3.x: the shape that the server's code really writes.</summary>
    Job3,
}
