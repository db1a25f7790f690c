using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BkJob.Core.Tests.Support;

/// <summary>A clock that stands still and says what is waited for on it, so that a test can let exactly that much time pass.</summary>
public sealed class TestClock : FakeTimeProvider
{
    /// <summary>The timeout of the test connections' requests: such a timer waits for the server and not for the next try.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(40);

    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime != RequestTimeout)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>The next wait between two tries that somebody begins.</summary>
    public Task<TimeSpan> NextWaitAsync() => _waits.Reader.ReadAsync().AsTask().InTimeAsync();

    /// <summary>Lets the time pass that the question waits between its tries.</summary>
    /// <param name="request">The question.</param>
    /// <param name="alsoAdvance">Advances another clock, such as that of a simulator; null for none.</param>
    /// <returns>The waits, in order.</returns>
    public async Task<List<TimeSpan>> PassWhileAsync(Task request, Action<TimeSpan>? alsoAdvance = null)
    {
        var waits = new List<TimeSpan>();
        while (true)
        {
            Task<bool> another = _waits.Reader.WaitToReadAsync().AsTask();
            await Task.WhenAny(request, another).InTimeAsync();
            if (request.IsCompleted)
            {
                return waits;
            }

            while (_waits.Reader.TryRead(out TimeSpan wait))
            {
                waits.Add(wait);
                alsoAdvance?.Invoke(wait);
                Advance(wait);
            }
        }
    }
}
