using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Queue;

/// <summary>Work runs side by side and comes out in order. Each piece of work ends when the test says so.</summary>
public sealed class OrderedTaskQueueTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public void Results_are_returned_in_input_order()
    {
        var queue = new OrderedTaskQueue<int>(5);
        TaskCompletionSource<int>[] works = Add(queue, 5);

        foreach (int i in new[] { 3, 4, 1, 0, 2 })
        {
            works[i].SetResult(i);
        }

        Assert.Equal([0, 1, 2, 3, 4], TakeAll(queue));
        Assert.True(queue.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Concurrency_reaches_the_limit_and_never_exceeds_it(int limit)
    {
        var queue = new OrderedTaskQueue<int>(limit);
        int running = 0;
        int most = 0;
        using var gate = new SemaphoreSlim(0);
        for (int i = 0; i < limit * 4; i++)
        {
            int number = i;
            queue.Add(
                async () =>
                {
                    int now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await gate.WaitAsync(Never);
                    Interlocked.Decrement(ref running);
                    return number;
                },
                Never);
        }

        // Before anything ends, exactly as many run as may; then one by one, and each end lets one more begin.
        Assert.Equal(limit, Volatile.Read(ref running));
        List<int> results = await Task.Run(
            () =>
            {
                gate.Release(limit * 4);
                return TakeAll(queue);
            },
            TestContext.Current.CancellationToken).InTimeAsync();

        Assert.Equal(Enumerable.Range(0, limit * 4), results);
        Assert.Equal(limit, most);
    }

    [Fact]
    public void Slow_head_does_not_block_other_tasks()
    {
        var queue = new OrderedTaskQueue<int>(2);
        var begun = new bool[6];
        TaskCompletionSource<int>[] works = Add(queue, 6, begun);

        // All but the first end, one after the other: each makes room for the next.
        for (int i = 1; i < 6; i++)
        {
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref begun[i]), TimeSpan.FromSeconds(20)));
            works[i].SetResult(i);
        }

        Assert.False(queue.IsHeadCompleted);
        works[0].SetResult(0);
        Assert.Equal([0, 1, 2, 3, 4, 5], TakeAll(queue));
    }

    [Fact]
    public void Head_is_completed_only_by_its_own_task()
    {
        var queue = new OrderedTaskQueue<int>(2);
        Assert.False(queue.IsHeadCompleted);
        TaskCompletionSource<int>[] works = Add(queue, 2);

        works[1].SetResult(1);
        Assert.False(queue.IsHeadCompleted);
        works[0].SetResult(0);
        Assert.True(SpinWait.SpinUntil(() => queue.IsHeadCompleted, TimeSpan.FromSeconds(20)));
    }

    /// <summary>The window is eight times what runs at a time: a slow head must not make results pile up.</summary>
    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 64)]
    public void Queue_is_full_when_its_window_is_full(int limit, int window)
    {
        var queue = new OrderedTaskQueue<int>(limit);
        TaskCompletionSource<int>[] works = Add(queue, window - 1);
        Assert.False(queue.IsFull);
        Add(queue, 1);
        Assert.True(queue.IsFull);

        works[0].SetResult(0);

        Assert.Equal(0, queue.Dequeue(Never));
        Assert.False(queue.IsFull);
    }

    [Fact]
    public void Exception_is_thrown_unchanged_and_in_order()
    {
        var queue = new OrderedTaskQueue<int>(3);
        TaskCompletionSource<int>[] works = Add(queue, 3);
        works[0].SetResult(0);
        works[1].SetException(new InvalidOperationException("one"));
        works[2].SetResult(2);

        Assert.Equal(0, queue.Dequeue(Never));
        Assert.Equal("one", Assert.Throws<InvalidOperationException>(() => queue.Dequeue(Never)).Message);
        Assert.Equal(2, queue.Dequeue(Never));
    }

    /// <summary>What fails before it has begun to wait must not take the queue along, nor keep its place.</summary>
    [Fact]
    public void Synchronous_exception_releases_its_slot()
    {
        var queue = new OrderedTaskQueue<int>(1);
        queue.Add(() => throw new InvalidOperationException("at once"), Never);
        queue.Add(() => Task.FromResult(1), Never);

        Assert.Throws<InvalidOperationException>(() => queue.Dequeue(Never));
        Assert.Equal(1, queue.Dequeue(Never));
    }

    [Fact]
    public async Task Waiting_for_the_next_result_can_be_cancelled()
    {
        var queue = new OrderedTaskQueue<int>(1);
        Add(queue, 1);
        using var cancel = new CancellationTokenSource();
        Task<int> taking = Task.Run(() => queue.Dequeue(cancel.Token), TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking.InTimeAsync());
    }

    [Fact]
    public async Task Cancelled_work_waiting_for_a_slot_never_starts()
    {
        var queue = new OrderedTaskQueue<int>(1);
        Add(queue, 1);
        using var cancel = new CancellationTokenSource();
        bool begun = false;
        queue.Add(
            () =>
            {
                begun = true;
                return Task.FromResult(1);
            },
            cancel.Token);

        // The first one is taken out while it runs, and keeps its place.
        Assert.ThrowsAny<OperationCanceledException>(() => queue.Dequeue(new CancellationToken(canceled: true)));
        await cancel.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => queue.Dequeue(Never));
        Assert.False(begun);
    }

    /// <summary>Adds work that ends by hand.</summary>
    private static TaskCompletionSource<int>[] Add(OrderedTaskQueue<int> queue, int count, bool[]? begun = null)
    {
        var works = new TaskCompletionSource<int>[count];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            var work = works[i] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Add(
                () =>
                {
                    if (begun is not null)
                    {
                        Volatile.Write(ref begun[number], true);
                    }

                    return work.Task;
                },
                Never);
        }

        return works;
    }

    private static List<int> TakeAll(OrderedTaskQueue<int> queue)
    {
        var results = new List<int>();
        while (!queue.IsEmpty)
        {
            results.Add(queue.Dequeue(TestContext.Current.CancellationToken));
        }

        return results;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var found && found != seen)
        {
            seen = found;
        }
    }
}
