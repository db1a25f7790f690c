namespace BkJob;

/// <summary>Whether the server has executed what was requested.</summary>
public enum Delivery
{
    /// <summary>It may have been executed: no usable response was received. Also that of errors that are not about a request, such as a wait that timed out.</summary>
    Unknown,

    /// <summary>
    /// It was certainly not executed: nothing was sent, it never reached the server, or it was rejected before anything was done.
    /// </summary>
    NotExecuted,

    /// <summary>It was certainly executed: only its response is unusable, or a job was created and then not started.</summary>
    Executed,
}
