namespace BkJob;

/// <summary>Whether the server has executed a request that failed.</summary>
public enum Delivery
{
    /// <summary>It may have been executed: no usable response was received.</summary>
    Unknown,

    /// <summary>It was certainly not executed: it never reached the server, or was rejected before anything was done.</summary>
    NotExecuted,

    /// <summary>It was certainly executed, and only its response is unusable.</summary>
    Executed,
}
