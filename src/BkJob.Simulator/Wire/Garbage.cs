namespace BkJob.Simulator.Wire;

/// <summary>Bytes that mean nothing.</summary>
internal static class Garbage
{
    /// <summary>Makes some; the same ones for the same seed.</summary>
    public static byte[] Make(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
