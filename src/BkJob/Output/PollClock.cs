namespace BkJob;

/// <summary>The clock of polls.</summary>
internal static class PollClock
{
    /// <summary>Its key in the data of <see cref="AppContext"/>, so that tests do not have to wait for polls.</summary>
    private const string Key = "BkJob.PollClock";

    public static TimeProvider Current => AppContext.GetData(Key) as TimeProvider ?? TimeProvider.System;
}
