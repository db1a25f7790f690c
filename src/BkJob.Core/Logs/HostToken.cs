using System.Text;

namespace BkJob.Logs;

/// <summary>
/// Finds the addresses of a host in its own log, so that logs which differ only in them can be compared. Only a whole address counts:
/// 10.0.0.1 is not part of 10.0.0.12, and web-1 not of web-1-canary.
/// </summary>
internal static class HostToken
{
    /// <summary>Replaces an address. Logs are text without this character.</summary>
    private const char Placeholder = '\0';

    /// <summary>The text of a log with each address of its host replaced; null for a log without text.</summary>
    public static string? Replace(HostLog log)
    {
        string? text = Replace(log.Content, log.Ip, ".", char.IsAsciiDigit);
        text = Replace(text, log.Ipv6, ":", char.IsAsciiHexDigit);
        return Replace(text, log.ContainerName, ".-_", char.IsAsciiLetterOrDigit);
    }

    /// <summary>Replaces an address in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address or name; null or empty for none.</param>
    /// <param name="connectors">Characters that join the parts of such an address.</param>
    /// <param name="isPart">Whether a character next to a connector belongs to the address: 10.0.0.1.5 is longer, and 10.0.0.1.log is not.</param>
    private static string? Replace(string? text, string? address, string connectors, Func<char, bool> isPart)
    {
        if (text is null || string.IsNullOrEmpty(address))
        {
            return text;
        }

        StringBuilder? replaced = null;
        int copied = 0;
        for (int at = Find(text, address, 0); at >= 0; at = Find(text, address, at + 1))
        {
            int end = at + address.Length;
            if (at >= copied && EndsAt(at - 1, at - 2) && EndsAt(end, end + 1))
            {
                replaced ??= new StringBuilder(text.Length);
                replaced.Append(text, copied, at - copied).Append(Placeholder);
                copied = end;
            }
        }

        return replaced?.Append(text, copied, text.Length - copied).ToString() ?? text;

        // Whether the address does not continue at a position, and not behind a connector there.
        bool EndsAt(int next, int behind) =>
            !Is(next, char.IsAsciiLetterOrDigit)
            && !(Is(next, connectors.Contains) && (Is(behind, isPart) || (text[next] == ':' && Is(behind, ':'.Equals))));

        bool Is(int position, Func<char, bool> condition) => position >= 0 && position < text.Length && condition(text[position]);
    }

    // IPv6 addresses are written in both cases.
    private static int Find(string text, string address, int start) => text.IndexOf(address, start, StringComparison.OrdinalIgnoreCase);
}
