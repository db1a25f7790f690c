using System.Security.Cryptography;

namespace BkJob.Starts;

/// <summary>
/// Marks the names of jobs, so that a job whose response was lost is found in the history. The server has no other key that a client can
/// set (protocol-actions.md §4.7).
/// </summary>
internal static class StartMarker
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 8;

    /// <summary>The maximum length of a name on the server.</summary>
    private const int MaxNameLength = 512;

    /// <summary>Appends a marker to a name.</summary>
    public static string AddTo(string name)
    {
        string marker = $" #{RandomNumberGenerator.GetString(Alphabet, Length)}";
        return (name.Length > MaxNameLength - marker.Length ? name[..(MaxNameLength - marker.Length)] : name) + marker;
    }

    /// <summary>The marker of a name, for the search.</summary>
    public static string GetFrom(string name) => name[^(Length + 1)..];

    /// <summary>
    /// Whether a name that a server returns has the marker of another one. The rest of the name is not compared: a server can alter the
    /// characters of a user, and the marker is random.
    /// </summary>
    public static bool Marks(string name, string uniqueName) => name.TrimEnd().EndsWith(GetFrom(uniqueName), StringComparison.Ordinal);
}
