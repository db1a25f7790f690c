using BkJob.Core.Tests.Waiting.Stage;

namespace BkJob.Core.Tests.Waiting;

/// <summary>When a wait really asks.</summary>
public sealed class PollTimesTests
{
    [Fact]
    public async Task Questions_follow_the_curve()
    {
        WaitStage stage = Running(new WaitOptions());

        await stage.RunUntilAsync(400);

        double[] expected =
        [
            .. From(0, to: 10, by: 1),
            .. From(12, to: 60, by: 2),
            .. From(65, to: 300, by: 5),
            .. From(310, to: 400, by: 10),
        ];
        Assert.Equal(expected, stage.TimesOf(100));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(45)]
    public async Task A_fixed_interval_is_kept_exactly_whatever_the_dice_say(double interval)
    {
        WaitStage stage = Running(new WaitOptions { PollInterval = TimeSpan.FromSeconds(interval) }, () => 0.9);

        await stage.RunUntilAsync(interval * 20);

        Assert.Equal(Enumerable.Range(0, 21).Select(n => Math.Round(n * interval, 3)), stage.TimesOf(100).Select(t => Math.Round(t, 3)));
    }

    [Fact]
    public async Task Jitter_takes_at_most_a_fifth_and_differs_from_question_to_question()
    {
        var dice = new Random(5);
        WaitStage stage = Running(new WaitOptions(), dice.NextDouble);

        await stage.RunUntilAsync(900);

        double[] times = [.. stage.TimesOf(100)];
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
    public async Task Two_waits_of_the_same_age_do_not_march_in_step()
    {
        var dice = new Random(5);
        var stage = new WaitStage(new WaitOptions(), dice.NextDouble);
        stage.PlayBy(100, _ => Reply.At(2)).PlayBy(101, _ => Reply.At(2));

        await stage.RunUntilAsync(100);

        Assert.Equal([0.0], stage.TimesOf(100).Intersect(stage.TimesOf(101)));
    }

    [Fact]
    public async Task The_interval_counts_from_question_to_question()
    {
        var stage = new WaitStage(new WaitOptions());
        stage.PlayBy(100, _ => Reply.At(2) with { Takes = TimeSpan.FromSeconds(0.7) });

        await stage.RunUntilAsync(9.5);

        Assert.Equal(From(0, to: 9, by: 1), stage.TimesOf(100));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1.5)]
    public async Task An_answer_slower_than_the_interval_is_followed_at_once_and_never_overtaken(double takes)
    {
        var stage = new WaitStage(new WaitOptions { PollInterval = TimeSpan.FromSeconds(1) });
        stage.PlayBy(100, _ => Reply.At(2) with { Takes = TimeSpan.FromSeconds(takes) });

        await stage.RunUntilAsync(takes * 10);

        Assert.Equal(From(0, to: takes * 10, by: takes), stage.TimesOf(100));
        Assert.Equal(1, stage.MaxInFlightOfOne);
    }

    private static WaitStage Running(WaitOptions options, Func<double>? chance = null) =>
        new WaitStage(options, chance).PlayBy(100, _ => Reply.At(2));

    private static IEnumerable<double> From(double first, double to, double by)
    {
        for (int n = 0; first + (n * by) <= to; n++)
        {
            yield return first + (n * by);
        }
    }
}
