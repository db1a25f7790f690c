namespace BkJob.Simulator.Hosts;

/// <summary>The IDs of the hosts that a start can specify. A host has a number, from which its address follows.</summary>
internal static class KnownHost
{
    private const long FirstId = 2_000_001;

    // Hosts with small IDs are convenient to type.
    private const int SmallIds = 1000;
    private const int FirstSmallNumber = 240 * 62_500;

    /// <summary>The number of a host; null if no host has the ID.</summary>
    /// <param name="id">The bk_host_id.</param>
    /// <param name="count">The number of hosts from <see cref="FirstId"/>.</param>
    public static int? NumberOf(long id, int count) =>
        id is >= 1 and <= SmallIds ? FirstSmallNumber + (int)id - 1
        : id >= FirstId && id < FirstId + count ? (int)(id - FirstId)
        : null;

    /// <summary>The number of a host; null for an ID that is too large.</summary>
    public static int? NumberOf(long id) => NumberOf(id, FirstSmallNumber);

    /// <summary>The number of the host with an address; null if there is none.</summary>
    public static int? NumberOf(long cloudId, string ip, int count) =>
        cloudId == 0 && HostIdentity.IndexOf(ip) is { } number && (number < count || IsSmall(number)) ? number : null;

    /// <summary>The ID of a host.</summary>
    public static long IdOf(int number) => IsSmall(number) ? number - FirstSmallNumber + 1 : FirstId + number;

    private static bool IsSmall(int number) => number is >= FirstSmallNumber and < FirstSmallNumber + SmallIds;
}
