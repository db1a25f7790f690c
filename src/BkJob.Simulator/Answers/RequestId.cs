namespace BkJob.Simulator.Answers;

/// <summary>The ID of a request in the logs of the server.</summary>
internal static class RequestId
{
    /// <summary>Creates an ID of 32 hexadecimal digits.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}
