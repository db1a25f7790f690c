using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BkJob.Starts;

/// <summary>An IPv4 address in a cloud area, by which the server finds a host.</summary>
/// <param name="CloudId">The cloud area; 0 is the default area.</param>
/// <param name="Ip">The IPv4 address. The server compares texts, so it has one notation only.</param>
internal readonly record struct CloudAddress(long CloudId, string Ip)
{
    /// <summary>Reads a text such as <c>0:10.0.0.7</c>.</summary>
    public static bool TryParse(string text, out CloudAddress address)
    {
        address = default;
        string[] parts = text.Split(':', 2);
        if (parts is not [var cloud, var ip] || !TryParseCloud(cloud, out long cloudId) || !IsIpv4(ip))
        {
            return false;
        }

        address = new CloudAddress(cloudId, ip);
        return true;
    }

    /// <summary>Reads the ID of a cloud area.</summary>
    public static bool TryParseCloud(string text, out long cloudId) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out cloudId);

    /// <summary>Whether a text is an IPv4 address with four decimal numbers; .NET also accepts 10.7, 0x0a000007 and 010.0.0.7.</summary>
    public static bool IsIpv4(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;

    /// <summary>Whether a text is an IPv6 address, with or without a cloud area and brackets.</summary>
    public static bool IsIpv6(string text)
    {
        // The cloud area of 0:fe80::1 could also be the beginning of the address, which does not change the result.
        string[] parts = text.Split(':', 2);
        return IsAddress(text) || (parts is [var cloud, var ip] && TryParseCloud(cloud, out _) && IsAddress(ip));

        static bool IsAddress(string text) =>
            text.Contains(':') && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    /// <summary>The notation of a target, such as <c>0:10.0.0.7</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{CloudId}:{Ip}");
}
