namespace BkJob.Simulator.Wire;

/// <summary>Random bytes.</summary>
internal static class Garbage
{
    /// <summary>Creates random bytes, the same ones for the same seed.</summary>
    public static byte[] Make(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
