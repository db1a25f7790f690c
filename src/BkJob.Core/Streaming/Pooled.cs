using System.Buffers;

namespace BkJob.Streaming;

/// <summary>Arrays from a pool.</summary>
internal static class Pooled
{
    /// <summary>Ensures the capacity of an array.</summary>
    /// <param name="array">Empty, or from the pool.</param>
    /// <param name="used">The number of elements to keep.</param>
    /// <param name="needed">The required capacity.</param>
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

    /// <summary>Returns the array to the pool.</summary>
    public static void Free<T>(ref T[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
        }

        array = [];
    }
}
