using System.Text.Unicode;

namespace BkJob.Simulator.Hosts;

/// <summary>
/// The addresses of the n-th host of any step, always the same. They are written as UTF-8: a step of 100 000 hosts makes no strings.
/// </summary>
internal static class HostAddress
{
    /// <summary>The longest one, in bytes.</summary>
    public const int MaxLength = 40;

    /// <summary>How many hosts there can be.</summary>
    public const int Limit = 250 * 250 * 250;

    private const int Ipv6Block = 50_000;

    /// <summary>10.x.y.z.</summary>
    public static ReadOnlySpan<byte> Ipv4(Span<byte> buffer, int index)
    {
        // z runs from 1 to 250, so that no host has the address of a network or a broadcast.
        Utf8.TryWrite(buffer, $"10.{index / 62_500}.{index / 250 % 250}.{(index % 250) + 1}", out var written);
        return buffer[..written];
    }

    /// <summary>fd00::x:y.</summary>
    public static ReadOnlySpan<byte> Ipv6(Span<byte> buffer, int index)
    {
        Utf8.TryWrite(buffer, $"fd00::{(index / Ipv6Block) + 1:x}:{(index % Ipv6Block) + 1:x}", out var written);
        return buffer[..written];
    }

    /// <summary>The id of the agent on it.</summary>
    public static ReadOnlySpan<byte> AgentId(Span<byte> buffer, int index)
    {
        Utf8.TryWrite(buffer, $"02000000005254{index:x26}", out var written);
        return buffer[..written];
    }
}
