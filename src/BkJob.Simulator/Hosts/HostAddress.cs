using System.Text.Unicode;

namespace BkJob.Simulator.Hosts;

/// <summary>The address of the n-th host of any step: 10.x.y.z, always the same.</summary>
internal static class HostAddress
{
    /// <summary>The longest address, in bytes.</summary>
    public const int MaxLength = 15;

    /// <summary>How many hosts there can be.</summary>
    public const int Limit = 250 * 250 * 250;

    /// <summary>Writes the address as UTF-8; a step of 100 000 hosts makes no strings.</summary>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, int index)
    {
        // z runs from 1 to 250, so that no host has the address of a network or a broadcast.
        Utf8.TryWrite(buffer, $"10.{index / 62_500}.{index / 250 % 250}.{(index % 250) + 1}", out var written);
        return buffer[..written];
    }
}
