using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>How long a wait holds back after a fault.</summary>
public sealed class BackOffTests
{
    /// <summary>Half a second, doubled, at most 20 s, by chance less; and never less than the interval.</summary>
    [Theory]
    [InlineData(0.2, 1, new[] { 0.5, 1, 2, 4, 8, 16, 20, 20, 20 })]
    [InlineData(0.2, 0.5, new[] { 0.25, 0.5, 1, 2, 4, 8, 10, 10, 10 })]
    [InlineData(0.2, 0, new[] { 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2 })]
    [InlineData(3, 1, new[] { 3.0, 3, 3, 4, 8, 16, 20, 20, 20 })]
    [InlineData(30, 1, new[] { 30.0, 30, 30, 30, 30, 30, 30, 30, 30 })]
    public async Task Delay_grows_with_consecutive_failures(double interval, double random, double[] pauses)
    {
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromSeconds(interval) }, () => random);

        await harness.PlayBy(100, number => number < 10 ? Reply.Failing(BkJobErrorKind.ServerError) : Reply.At(3)).RunToEndAsync();

        double[] times = [.. harness.TimesOf(100)];
        Assert.Equal(pauses, times.Zip(times.Skip(1), (a, b) => Math.Round(b - a, 3)));
        Assert.Equal(pauses, harness.EventsOf<PollRetrying>().Select(failed => Math.Round(failed.RetryIn.TotalSeconds, 3)));
    }

    [Fact]
    public async Task Throttling_without_RetryAfter_backs_off()
    {
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromSeconds(0.2) }, () => 1);

        await harness.Play(100, Reply.Path("t t t t 3")).RunToEndAsync();

        Assert.Equal([0, 0.5, 1.5, 3.5, 7.5], harness.TimesOf(100));
    }

    [Fact]
    public async Task Success_resets_the_backoff()
    {
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromSeconds(0.2) }, () => 1);

        await harness.Play(100, Reply.Path("x x x 2 x x 3")).RunToEndAsync();

        Assert.Equal([0, 0.5, 1.5, 3.5, 3.7, 4.2, 5.2], harness.TimesOf(100).Select(time => Math.Round(time, 3)));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(60, 60)]
    [InlineData(61, 61)]
    [InlineData(3600, 3600)]
    [InlineData(86_400, 3600)]
    public async Task RetryAfter_over_a_minute_is_waited(double retryAfter, double asked)
    {
        var harness = new WaitHarness(new WaitOptions());

        await harness.Play(100, Reply.Failing(BkJobErrorKind.Throttled, retryAfter: retryAfter), Reply.At(3)).RunToEndAsync();

        Assert.Equal([0, asked], harness.TimesOf(100));
    }

    /// <summary>The server's time begins with its response, however long that was on its way.</summary>
    [Theory]
    [InlineData(BkJobErrorKind.Throttled)]
    [InlineData(BkJobErrorKind.ServerError)]
    public async Task RetryAfter_counts_from_the_response(BkJobErrorKind kind)
    {
        var harness = new WaitHarness(new WaitOptions());
        Reply busy = Reply.Failing(kind, retryAfter: 20) with { Takes = TimeSpan.FromSeconds(15) };

        await harness.Play(100, busy, Reply.At(3)).RunToEndAsync();

        Assert.Equal([0, 35], harness.TimesOf(100));
    }

    /// <summary>A server that takes long to fail is in trouble: it needs the back-off most.</summary>
    [Fact]
    public async Task Backoff_counts_from_the_failure()
    {
        var harness = new WaitHarness(new WaitOptions(), () => 1);
        Reply slow = Reply.Failing(BkJobErrorKind.RequestTimeout) with { Takes = TimeSpan.FromSeconds(40) };

        await harness.Play(100, slow, slow, slow, slow, Reply.At(3)).RunToEndAsync();

        (double Failed, double RetryIn)[] failures =
            [.. harness.Events.Where(e => e.What is PollRetrying).Select(e => (e.At.TotalSeconds, ((PollRetrying)e.What).RetryIn.TotalSeconds))];
        Assert.Equal(4, failures.Length);
        Assert.All(
            failures.Zip(harness.TimesOf(100).Skip(1)),
            pair => Assert.Equal(pair.First.Failed + pair.First.RetryIn, pair.Second, 2));
        Assert.True(failures[3].RetryIn >= 4, $"{failures[3].RetryIn} s after the fourth failure");
    }

    /// <summary>Timers end at 49 days; a server that names a moment next year must not break the wait.</summary>
    [Theory]
    [InlineData(50 * 86_400.0)]
    [InlineData(int.MaxValue - 1.0)]
    public async Task Delay_beyond_the_timer_limit_does_not_fail(double retryAfter)
    {
        var harness = new WaitHarness(new WaitOptions { Timeout = TimeSpan.FromHours(1) });
        harness.PlayBy(100, number => number == 1 ? Reply.At(2) : Reply.Failing(BkJobErrorKind.Throttled, retryAfter: retryAfter));
        Task run = harness.Start().Run;

        await harness.RunUntilAsync(0.5);
        harness.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(run.IsFaulted, run.Exception?.ToString());

        await harness.RunToEndAsync();
        Assert.EndsWith("times out at 2", harness.StoryOf(100), StringComparison.Ordinal);
    }
}
