namespace BkJob.Core.Tests.Support;

/// <summary>Waits that end with a failure and not with a test run that hangs. No test is right because of how long they are.</summary>
internal static class WaitUntil
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);

    public static Task<T> InTimeAsync<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task InTimeAsync(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Waits until something has happened on another thread or behind a socket.</summary>
    public static async Task TrueAsync(Func<bool> holds)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < Limit, "What the test waits for does not happen.");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
