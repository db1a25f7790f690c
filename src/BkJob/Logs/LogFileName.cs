using System.Globalization;
using System.Text;

namespace BkJob.Logs;

/// <summary>Names files after hosts, so that every file system accepts them: a container can have any name.</summary>
internal static class LogFileName
{
    public const string Extension = ".log";

    /// <summary>Most file systems allow 255 bytes for a name, and a character has up to 3 bytes.</summary>
    private const int MaxLength = 80;

    private static readonly string[] ReservedNames = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];
    private static readonly string[] ReservedPorts = ["COM", "LPT"];

    /// <summary>Cloud area and address of a host, or the name of a container, without the extension.</summary>
    public static string Get(HostLog log)
    {
        string cloud = log.CloudId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{id}_") : "";
        string address = FirstText(log.Ip, log.Ipv6, log.ContainerName, log.ContainerId)
            ?? (log.HostId is { } hostId ? string.Create(CultureInfo.InvariantCulture, $"host-{hostId}") : "unknown");
        return Sanitize(cloud + address);
    }

    /// <summary>Replaces the characters that are not allowed in a name everywhere.</summary>
    private static string Sanitize(string name)
    {
        var sanitized = new StringBuilder(name.Length);
        foreach (char character in name.Take(MaxLength))
        {
            bool isAllowed = char.IsLetterOrDigit(character) || character is '.' or '_' or '-';
            sanitized.Append(isAllowed ? character : '-');
        }

        // A leading period hides a file.
        string result = sanitized.ToString();
        return result.StartsWith('.') || IsReserved(result) ? "_" + result : result;
    }

    /// <summary>Whether Windows treats a name as a device, which it does with any extension.</summary>
    private static bool IsReserved(string name)
    {
        string stem = name.Split('.')[0].ToUpperInvariant();
        return ReservedNames.Contains(stem, StringComparer.Ordinal)
            || (stem.Length == 4 && ReservedPorts.Contains(stem[..3], StringComparer.Ordinal) && char.IsDigit(stem[3]));
    }

    private static string? FirstText(params string?[] texts) => Array.Find(texts, text => !string.IsNullOrWhiteSpace(text));
}
