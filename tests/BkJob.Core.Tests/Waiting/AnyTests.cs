using BkJob.Core.Tests.Waiting.Stage;

namespace BkJob.Core.Tests.Waiting;

/// <summary>The first end, of whatever outcome, ends the wait for all.</summary>
public sealed class AnyTests
{
    [Theory]
    [InlineData("2 2 3", "arrives 3")]
    [InlineData("2 2 4", "arrives 4")]
    [InlineData("2 2 11", "arrives 11")]
    [InlineData("2 2 13", "arrives 13")]
    [InlineData("2 2 21+", "arrives 21")]
    public async Task The_first_end_is_enough(string path, string told)
    {
        var stage = new WaitStage(new WaitOptions { Any = true });
        stage.Play(100, Reply.Path(path)).PlayBy(101, _ => Reply.At(2)).Play(102, Reply.Never);
        stage.Play(103, Reply.Failing(BkJobErrorKind.Throttled, retryAfter: 600));

        await stage.RunToEndAsync();

        Assert.EndsWith(told, stage.StoryOf(100), StringComparison.Ordinal);
        Assert.Equal(
            ["left at 2", "left at nothing", "left at nothing"],
            stage.Events.Where(e => e.What is WaitCancelled).OrderBy(e => e.Id).Select(e => e.Words));
        Assert.Equal(2, stage.Clock.Elapsed.TotalSeconds);
        Assert.Equal((0, 1), (stage.InFlight, stage.Cancelled));
        Assert.Equal(0, stage.Clock.Pending);
    }

    [Fact]
    public async Task Nothing_but_the_farewells_is_told_after_the_end()
    {
        var stage = new WaitStage(new WaitOptions { Any = true });
        stage.PlayBy(100, number => Reply.At(number < 4 ? 2 : 3)).PlayBy(101, _ => Reply.At(2)).PlayBy(102, _ => Reply.At(1));

        await stage.RunToEndAsync();

        WaitEvent[] told = [.. stage.Events.Select(e => e.What)];
        int end = Array.FindIndex(told, what => what is JobCompleted);
        Assert.Equal(2, told.Length - end - 1);
        Assert.All(told.Skip(end + 1), what => Assert.IsType<WaitCancelled>(what));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(2, 50)]
    [InlineData(50, 50)]
    public async Task Of_several_that_end_in_the_same_instant_one_arrives(int limit, int count)
    {
        var stage = new WaitStage(new WaitOptions { Any = true, ThrottleLimit = limit });
        for (int id = 1; id <= count; id++)
        {
            stage.PlayBy(id, number => Reply.At(number < 2 ? 2 : 3) with { Takes = TimeSpan.FromSeconds(0.5) });
        }

        await stage.RunToEndAsync();

        Assert.Single(stage.ToldAs<JobCompleted>());
        Assert.Equal(count - 1, stage.ToldAs<WaitCancelled>().DistinctBy(left => left.Query).Count());
        Assert.Equal(count, stage.Events.Count(told => Saying.IsLast(told.What)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("2")]
    public async Task What_can_t_be_read_is_no_end(string path)
    {
        var stage = new WaitStage(new WaitOptions { Any = true });
        stage.Play(100, [.. Reply.Path(path), Reply.Failing(BkJobErrorKind.PermissionDenied, isTransient: false)]);
        stage.Play(101, Reply.Path("2 2 2 2 4"));

        await stage.RunToEndAsync();

        Assert.Contains("gives up on PermissionDenied", stage.StoryOf(100), StringComparison.Ordinal);
        Assert.EndsWith("arrives 4", stage.StoryOf(101), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_that_is_waited_for_is_an_end()
    {
        var stage = new WaitStage(new WaitOptions { Any = true, StopAtConfirmation = true });
        stage.Play(100, Reply.Path("2 7")).PlayBy(101, _ => Reply.At(2));

        await stage.RunToEndAsync();

        Assert.Equal("reads 2; arrives 7", stage.StoryOf(100));
        Assert.EndsWith("left at 2", stage.StoryOf(101), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_end_the_time_ends_it()
    {
        var stage = new WaitStage(new WaitOptions { Any = true, Timeout = TimeSpan.FromSeconds(3.5) });
        stage.PlayBy(100, _ => Reply.At(7)).PlayBy(101, _ => Reply.At(2));

        await stage.RunToEndAsync();

        Assert.Equal(2, stage.ToldAs<WaitTimedOut>().Count());
        Assert.Empty(stage.ToldAs<WaitCancelled>());
    }
}
