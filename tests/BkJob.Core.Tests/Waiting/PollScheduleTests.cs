using BkJob.Core.Tests.Waiting.Harness;
using BkJob.Waiting;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The curve by itself: how long from one question to the next.</summary>
public sealed class PollScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(9.999, 1)]
    [InlineData(10, 2)]
    [InlineData(59.999, 2)]
    [InlineData(60, 5)]
    [InlineData(299.999, 5)]
    [InlineData(300, 10)]
    [InlineData(86_400, 10)]
    [InlineData(31_536_000, 10)]
    public void Interval_grows_with_the_age_of_the_wait(double age, double interval)
    {
        Assert.Equal(interval, Next(age, random: 0), 6);
        Assert.Equal(interval * 0.9, Next(age, random: 0.5), 6);
        Assert.Equal(interval * 0.8, Next(age, random: 1), 6);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(600)]
    public void Fixed_interval_is_exact_at_any_age(double seconds)
    {
        var schedule = new PollSchedule(TimeSpan.FromSeconds(seconds), () => 0.7);

        Assert.All([0, 10, 60, 300, 9000], age => Assert.Equal(seconds, schedule.Next(TimeSpan.FromSeconds(age)).TotalSeconds, 6));
    }

    /// <summary>The longer of interval and back-off; the back-off of the n-th failure is at most half a second, doubled, and 20 s.</summary>
    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 1, 1, 0.8)]
    [InlineData(0, 2, 1, 1)]
    [InlineData(0, 3, 1, 2)]
    [InlineData(0, 4, 1, 4)]
    [InlineData(0, 6, 1, 16)]
    [InlineData(0, 7, 1, 20)]
    [InlineData(0, 50, 1, 20)]
    [InlineData(0, 6, 0.5, 8)]
    [InlineData(300, 1, 1, 8)]
    [InlineData(300, 5, 1, 8)]
    [InlineData(300, 6, 1, 16)]
    [InlineData(300, 9, 0, 10)]
    public void Delay_after_an_error_is_at_least_the_interval(double age, int failures, double random, double seconds)
    {
        TimeSpan next = new PollSchedule(null, () => random)
            .NextAfter(TimeSpan.FromSeconds(age), TimeSpan.Zero, Reply.FaultOf(BkJobErrorKind.ServerError), failures);

        Assert.Equal(seconds, next.TotalSeconds, 6);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 7, 7)]
    [InlineData(0, 60, 60)]
    [InlineData(0, 3600, 3600)]
    [InlineData(300, 7, 10)]
    public void RetryAfter_replaces_the_backoff(double age, double retryAfter, double seconds)
    {
        BkJobException fault = Reply.FaultOf(BkJobErrorKind.Throttled, retryAfter: retryAfter);

        Assert.Equal(seconds, new PollSchedule(null, () => 0).NextAfter(TimeSpan.FromSeconds(age), TimeSpan.Zero, fault, 9).TotalSeconds, 6);
    }

    /// <summary>The interval is measured from one request to the next, also if the first one has failed.</summary>
    [Theory]
    [InlineData(0, 10)]
    [InlineData(4, 6)]
    [InlineData(15, 0)]
    public void Duration_of_the_failed_request_is_part_of_the_interval(double took, double seconds)
    {
        TimeSpan next = new PollSchedule(null, () => 0)
            .NextAfter(TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(took), Reply.FaultOf(BkJobErrorKind.ServerError), failures: 1);

        Assert.Equal(seconds, next.TotalSeconds, 6);
    }

    private static double Next(double age, double random) =>
        new PollSchedule(null, () => random).Next(TimeSpan.FromSeconds(age)).TotalSeconds;
}
