using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>When a wait really asks.</summary>
public sealed class PollTimesTests
{
    [Fact]
    public async Task Polls_follow_the_schedule()
    {
        WaitHarness harness = Running(new WaitOptions());

        await harness.RunUntilAsync(400);

        double[] expected =
        [
            .. From(0, to: 10, by: 1),
            .. From(12, to: 60, by: 2),
            .. From(65, to: 300, by: 5),
            .. From(310, to: 400, by: 10),
        ];
        Assert.Equal(expected, harness.TimesOf(100));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(45)]
    public async Task Fixed_interval_has_no_jitter(double interval)
    {
        WaitHarness harness = Running(new WaitOptions { PollInterval = TimeSpan.FromSeconds(interval) }, () => 0.9);

        await harness.RunUntilAsync(interval * 20);

        Assert.Equal(Enumerable.Range(0, 21).Select(n => Math.Round(n * interval, 3)), harness.TimesOf(100).Select(t => Math.Round(t, 3)));
    }

    [Fact]
    public async Task Jitter_is_at_most_a_fifth_and_differs_between_requests()
    {
        var dice = new Random(5);
        WaitHarness harness = Running(new WaitOptions(), dice.NextDouble);

        await harness.RunUntilAsync(900);

        double[] times = [.. harness.TimesOf(100)];
        (double Age, double Interval)[] gaps = [.. times.Zip(times.Skip(1), (a, b) => (a, b - a))];
        Assert.True(gaps.Length > 150, $"{gaps.Length} questions");
        Assert.All(gaps, gap =>
        {
            double named = gap.Age switch { < 10 => 1, < 60 => 2, < 300 => 5, _ => 10 };

            // Timers count whole milliseconds.
            Assert.InRange(gap.Interval, (0.8 * named) - 0.001, named);
        });
        Assert.True(gaps.Where(gap => gap.Age > 300).Max(gap => gap.Interval) > 9.5);
        Assert.True(gaps.Where(gap => gap.Age > 300).Min(gap => gap.Interval) < 8.5);
    }

    [Fact]
    public async Task Concurrent_waits_are_not_synchronized()
    {
        var dice = new Random(5);
        var harness = new WaitHarness(new WaitOptions(), dice.NextDouble);
        harness.PlayBy(100, _ => Reply.At(2)).PlayBy(101, _ => Reply.At(2));

        await harness.RunUntilAsync(100);

        Assert.Equal([0.0], harness.TimesOf(100).Intersect(harness.TimesOf(101)));
    }

    [Fact]
    public async Task Interval_counts_from_request_to_request()
    {
        var harness = new WaitHarness(new WaitOptions());
        harness.PlayBy(100, _ => Reply.At(2) with { Takes = TimeSpan.FromSeconds(0.7) });

        await harness.RunUntilAsync(9.5);

        Assert.Equal(From(0, to: 9, by: 1), harness.TimesOf(100));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1.5)]
    public async Task Slow_response_is_followed_by_the_next_poll_at_once(double takes)
    {
        var harness = new WaitHarness(new WaitOptions { PollInterval = TimeSpan.FromSeconds(1) });
        harness.PlayBy(100, _ => Reply.At(2) with { Takes = TimeSpan.FromSeconds(takes) });

        await harness.RunUntilAsync(takes * 10);

        Assert.Equal(From(0, to: takes * 10, by: takes), harness.TimesOf(100));
        Assert.Equal(1, harness.MaxInFlightOfOne);
    }

    private static WaitHarness Running(WaitOptions options, Func<double>? random = null) =>
        new WaitHarness(options, random).PlayBy(100, _ => Reply.At(2));

    private static IEnumerable<double> From(double first, double to, double by)
    {
        for (int n = 0; first + (n * by) <= to; n++)
        {
            yield return first + (n * by);
        }
    }
}
