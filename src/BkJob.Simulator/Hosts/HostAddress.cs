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
