namespace BkJob.Simulator.Hosts;

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

    /// <summary>Its name.</summary>
    public static ReadOnlySpan<byte> Name(Span<byte> buffer, int index)
    {
        var text = new Utf8Text(buffer);
        text.Add("app-"u8);
        text.Add(index + 1);
        return text.Written;
    }
}
