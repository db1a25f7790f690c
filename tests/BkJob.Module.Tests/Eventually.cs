namespace BkJob.Module.Tests;

/// <summary>Waits for something that happens on another thread. The bound only ends a test that has failed.</summary>
internal static class Eventually
{
    public static TimeSpan LongEnough { get; } = TimeSpan.FromSeconds(20);

    public static async Task IsSo(Func<bool> isSo)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < LongEnough, "It did not happen.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
