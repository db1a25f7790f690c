using System.Buffers;

namespace BkJob.Hosts;

/// <summary>Arrays that come out of a pool and go back to it.</summary>
internal static class Pooled
{
    /// <summary>Makes room.</summary>
    /// <param name="array">Empty, or out of the pool.</param>
    /// <param name="used">How many elements of it are kept.</param>
    /// <param name="needed">How many there must be room for.</param>
    public static void Reserve<T>(ref T[] array, int used, int needed)
    {
        if (needed > array.Length)
        {
            T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, (int)Math.Min(array.Length * 2L, Array.MaxLength)));
            array.AsSpan(0, used).CopyTo(larger);
            Free(ref array);
            array = larger;
        }
    }

    /// <summary>Gives the array back.</summary>
    public static void Free<T>(ref T[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
        }

        array = [];
    }
}
