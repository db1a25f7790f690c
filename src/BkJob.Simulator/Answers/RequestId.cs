namespace BkJob.Simulator.Answers;

/// <summary>The id that an answer is found by in a server's logs.</summary>
internal static class RequestId
{
    /// <summary>32 hexadecimal digits, never the same twice.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}
