namespace BkJob.Simulator;

/// <summary>The Job generation behind the ESB; they return different bodies at the same URL.</summary>
public enum Generation
{
    /// <summary>Job 2.x: the format of the API documentation.</summary>
    Job2,

    /// <summary>Job 3.x: the format that the code of the server writes.</summary>
    Job3,
}
