namespace BkJob.Core.Tests.Waiting;

/// <summary>The memory of a wait does not grow when its consumer is slow.</summary>
public sealed class WaitEventQueueTests
{
    private static readonly JobInstanceQuery[] Queries = [.. Enumerable.Range(1, 1000).Select(id => new JobInstanceQuery(id, default))];

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, true, 1000)]
    [InlineData(true, false, WaitEventQueue.MaxLogEvents)]
    [InlineData(true, true, WaitEventQueue.MaxLogEvents + 1000)]
    public void Unread_events_are_bounded(bool isLogRead, bool isStatusRead, int expected)
    {
        using var events = new WaitEventQueue(isLogRead, isStatusRead);
        for (int poll = 0; poll < 50; poll++)
        {
            foreach (JobInstanceQuery query in Queries)
            {
                events.Add(new RequestCompleted(query, null!));
                events.Add(new JobPolled(query, null!, HasChanged: true));
                events.Add(new PollRetrying(query, null!, poll, TimeSpan.Zero));
            }
        }

        Assert.Equal(expected, events.Count);
        Assert.Equal(isLogRead, events.TakeDropped() > 0);
    }

    [Fact]
    public void Log_that_was_read_has_room_again()
    {
        using var events = new WaitEventQueue(isLogRead: true, isStatusRead: false);
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < WaitEventQueue.MaxLogEvents; i++)
            {
                events.Add(i % 2 == 0 ? new RequestCompleted(Queries[0], null!) : new PollRetrying(Queries[0], null!, i, TimeSpan.Zero));
            }

            Assert.Equal(0, events.TakeDropped());
            while (events.TryTake(out _))
            {
                // All are read.
            }
        }
    }

    [Fact]
    public void Status_after_one_that_was_read_is_an_event_of_its_own()
    {
        using var events = new WaitEventQueue(isLogRead: false, isStatusRead: true);
        for (int poll = 0; poll < 3; poll++)
        {
            events.Add(new PollRetrying(Queries[0], null!, poll, TimeSpan.Zero));
            Assert.True(events.TryTake(out WaitEvent? what));
            Assert.Equal(poll, Assert.IsType<PollRetrying>(what).FailuresInRow);
        }
    }

    /// <summary>The latest status takes the place of older ones, and none follows the end of a job.</summary>
    [Fact]
    public void End_of_a_job_is_its_last_event()
    {
        using var events = new WaitEventQueue(isLogRead: false, isStatusRead: true);
        for (int poll = 0; poll < 3; poll++)
        {
            events.Add(new PollRetrying(Queries[0], null!, poll, TimeSpan.Zero));
            events.Add(new ConfirmationRequired(Queries[1], null!, []));
        }

        events.Add(new PollRetrying(Queries[2], null!, 7, TimeSpan.Zero));
        events.Add(new WaitTimedOut(Queries[0], null));
        events.Complete();

        var taken = new List<WaitEvent>();
        while (events.TryTake(out WaitEvent? what))
        {
            taken.Add(what);
        }

        Assert.Equal(["ConfirmationRequired 2", "PollRetrying 3", "WaitTimedOut 1"], taken.Select(what => $"{what.GetType().Name} {what.Query.JobInstanceId}"));
        Assert.False(events.WaitForMore(TimeSpan.Zero, CancellationToken.None));
    }

    /// <summary>An event and the end after it share a signal.</summary>
    [Fact]
    public void End_is_seen_at_once_after_the_last_event()
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var events = new WaitEventQueue(isLogRead: false, isStatusRead: false);
        events.Add(new WaitTimedOut(Queries[0], null));
        events.Complete();

        Assert.True(events.WaitForMore(Timeout.InfiniteTimeSpan, giveUp.Token));
        Assert.True(events.TryTake(out _));
        events.WaitForMore(TimeSpan.Zero, giveUp.Token);
        Assert.False(events.WaitForMore(Timeout.InfiniteTimeSpan, giveUp.Token));
    }
}
