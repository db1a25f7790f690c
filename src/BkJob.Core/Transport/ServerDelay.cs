namespace BkJob.Transport;

/// <summary>Parses the number with which a server requests a delay.</summary>
internal static class ServerDelay
{
    /// <summary>No server requests a delay of decades: from here on (1985), a number is a point in time in seconds since 1970.</summary>
    private const double FirstUnixTime = 5e8;

    /// <summary>From here on, it is in milliseconds.</summary>
    private const double FirstUnixMilliseconds = 2e11;

    private const double LastUnixMilliseconds = 1e14;

    /// <summary>The delay from now; null if the value is neither a delay nor a point in time, zero for a time in the past.</summary>
    public static TimeSpan? FromNumber(double number, DateTimeOffset now) => number switch
    {
        >= 0 and < FirstUnixTime => TimeSpan.FromSeconds(number),
        >= FirstUnixTime and < FirstUnixMilliseconds => Until(DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1000)), now),
        >= FirstUnixMilliseconds and < LastUnixMilliseconds => Until(DateTimeOffset.FromUnixTimeMilliseconds((long)number), now),
        _ => null,
    };

    public static TimeSpan Until(DateTimeOffset then, DateTimeOffset now) => then > now ? then - now : TimeSpan.Zero;
}
