namespace BkJob.Transport;

/// <summary>When requests were sent.</summary>
internal static class RequestTimes
{
    /// <summary>When a request was sent that has just been completed, as a timestamp of a clock.</summary>
    public static long GetStartOf(this TimeProvider clock, RequestEvent request) =>
        clock.GetTimestamp() - (long)(request.Elapsed.TotalSeconds * clock.TimestampFrequency);
}
