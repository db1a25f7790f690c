using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BkJob.Simulator.Hosts;

/// <summary>The n-th host of a step, as the server identifies it.</summary>
/// <param name="Id">The bk_host_id; null on old servers.</param>
/// <param name="Ip">The IPv4 address; null if it has none.</param>
/// <param name="Ipv6">The IPv6 address; null if it has an IPv4 address.</param>
internal readonly record struct HostIdentity(long? Id, string? Ip, string? Ipv6)
{
    public static HostIdentity Of(SimulatedStep step, int index)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        var number = step.HostNumber(index);
        return new HostIdentity(
            step.HostId(index),
            step.Ipv6Only ? null : IpOf(number),
            step.Ipv6Only ? Encoding.UTF8.GetString(HostAddress.Ipv6(buffer, number)) : null);
    }

    /// <summary>The IPv4 address of a host by its number.</summary>
    public static string IpOf(int number)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        return Encoding.UTF8.GetString(HostAddress.Ipv4(buffer, number));
    }

    /// <summary>The ID of the agent of a host.</summary>
    public static string AgentId(int index)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        return Encoding.UTF8.GetString(HostAddress.AgentId(buffer, index));
    }

    /// <summary>The index of the host with an IPv4 address in the cloud area 0; null if it is none of the simulator's addresses.</summary>
    public static int? IndexOf(string? ip)
    {
        if (!IPAddress.TryParse(ip, out var address) || address.AddressFamily != AddressFamily.InterNetwork
            || !string.Equals(address.ToString(), ip, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = ip.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return parts is [10, < 250, < 250, >= 1 and <= 250] ? (((parts[1] * 250) + parts[2]) * 250) + parts[3] - 1 : null;
    }
}
