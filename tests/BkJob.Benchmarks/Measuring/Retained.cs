namespace BkJob.Benchmarks.Measuring;

/// <summary>How much memory an object holds on to.</summary>
internal static class Retained
{
    private const int Kept = 20;

    /// <summary>Makes several, lets go of them, and looks how much less is in use then.</summary>
    /// <param name="makeAsync">Makes one.</param>
    /// <returns>Bytes for one.</returns>
    public static async Task<double> BytesOfAsync(Func<Task<object>> makeAsync)
    {
        var kept = new object[Kept];
        for (int i = 0; i < Kept; i++)
        {
            kept[i] = await makeAsync();
        }

        // Off the stack of whoever made the last, which still holds it.
        await Task.Yield();

        // Pooled memory that making them needed is there in both sums.
        long with = GC.GetTotalMemory(forceFullCollection: true);
        Array.Clear(kept);
        return (with - GC.GetTotalMemory(forceFullCollection: true)) / (double)Kept;
    }
}
