namespace BkJob.Core.Tests.Support;

/// <summary>Waits that end with a failure and not with a test run that hangs. No test is right because of how long they are.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task<T> InTimeAsync<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task InTimeAsync(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Waits until something on the other side of a socket has happened.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < Limit, "What the test waits for does not happen.");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
