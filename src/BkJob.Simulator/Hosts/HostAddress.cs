using System.Globalization;
using System.Text;

namespace BkJob.Simulator.Hosts;

/// <summary>The addresses of the n-th host of any step, which are always the same.</summary>
internal static class HostAddress
{
    /// <summary>The maximum length in bytes.</summary>
    public const int MaxLength = 40;

    /// <summary>The maximum number of hosts.</summary>
    public const int Limit = 250 * 250 * 250;

    private const int Ipv6Block = 50_000;

    /// <summary>10.x.y.z.</summary>
    public static ReadOnlySpan<byte> Ipv4(Span<byte> buffer, int index)
    {
        // z is 1 to 250, so that no host has a network or broadcast address.
        var text = new Utf8Text(buffer);
        text.Add("10."u8);
        text.Add(index / 62_500);
        text.Add("."u8);
        text.Add(index / 250 % 250);
        text.Add("."u8);
        text.Add((index % 250) + 1);
        return text.Written;
    }

    /// <summary>fd00::x:y.</summary>
    public static ReadOnlySpan<byte> Ipv6(Span<byte> buffer, int index)
    {
        var text = new Utf8Text(buffer);
        text.Add("fd00::"u8);
        text.Add((index / Ipv6Block) + 1, "x");
        text.Add(":"u8);
        text.Add((index % Ipv6Block) + 1, "x");
        return text.Written;
    }

    /// <summary>The ID of its agent.</summary>
    public static ReadOnlySpan<byte> AgentId(Span<byte> buffer, int index)
    {
        var text = new Utf8Text(buffer);
        text.Add("02000000005254"u8);
        text.Add(index, "x26");
        return text.Written;
    }
}

/// <summary>The names of the n-th container of any step, which are always the same.</summary>
internal static class ContainerName
{
    /// <summary>The maximum length in bytes.</summary>
    public const int MaxLength = 80;

    private const long FirstId = 5_000_001;
    private const int ContainersPerNode = 8;

    /// <summary>Its ID in the CMDB.</summary>
    public static long Id(int index) => FirstId + index;

    /// <summary>The index of its host among the hosts of the step.</summary>
    public static int Node(int index) => index / ContainersPerNode;

    /// <summary>Its ID in the container runtime.</summary>
    public static ReadOnlySpan<byte> ContainerId(Span<byte> buffer, int index)
    {
        // Users identify containers by the first digits, so they must differ.
        var digits = (index + 1) * unchecked((long)0x9E3779B97F4A7C15);
        var text = new Utf8Text(buffer);
        text.Add("containerd://"u8);
        text.Add(digits, "x16");
        text.Add(~digits, "x16");
        text.Add(digits * 3, "x16");
        text.Add(~digits * 5, "x16");
        return text.Written;
    }

    /// <summary>The name of the n-th container of a step.</summary>
    public static ReadOnlySpan<byte> Name(Span<byte> buffer, SimulatedStep step, int index)
    {
        if (step.ContainerNames is { } names)
        {
            return Encoding.UTF8.GetBytes(names[index]);
        }

        var text = new Utf8Text(buffer);
        text.Add("app-"u8);
        text.Add(index + 1);
        return text.Written;
    }
}

/// <summary>Builds text in a buffer, without allocating strings or boxing numbers: a body can contain 100 000 of them.</summary>
internal ref struct Utf8Text(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The text so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    public void Add(long number, string format = "d")
    {
        number.TryFormat(_buffer[_length..], out var written, format, CultureInfo.InvariantCulture);
        _length += written;
    }
}
