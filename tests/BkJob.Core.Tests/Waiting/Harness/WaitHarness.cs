using System.Diagnostics;
using BkJob.Core.Tests.Support;
using BkJob.Transport;

namespace BkJob.Core.Tests.Waiting.Harness;

/// <summary>A question that was request.</summary>
internal sealed record PollRequest(long Id, int Number, TimeSpan At, bool WithHosts);

/// <summary>Something that was e.</summary>
internal sealed record TimedEvent(TimeSpan At, WaitEvent What)
{
    public long Id => What.Query.JobInstanceId;

    public string? Words => WaitEventFormatter.Format(What);
}

/// <summary>
/// A wait whose server is a script and whose clock moves only from one alarm to the next, each time when everybody has come to rest.
/// </summary>
internal sealed class WaitHarness(WaitOptions options, Func<double>? random = null)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Func<int, Reply>> _scripts = [];
    private readonly Dictionary<long, int> _pollCounts = [];
    private readonly Dictionary<long, int> _polling = [];
    private readonly List<PollRequest> _requests = [];
    private readonly List<TimedEvent> _events = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly SortedSet<(TimeSpan Due, long Id)> _responses = [];
    private int _inFlight;
    private int _resting;
    private int _gated;
    private int _delayed;
    private int _responseCount;
    private int _ended;
    private int _requestsCompleted;
    private Task? _run;

    public HarnessClock Clock { get; init; } = new();

    public CancellationTokenSource User { get; } = new();

    /// <summary>Whether the server sends hosts only where it is asked for them, as all but ESB v2 do.</summary>
    public bool SendsHostsOnRequest { get; init; }

    /// <summary>The rate limit that the requests share, as those of a connection do; null for none.</summary>
    public RateGate? Gate { get; init; }

    /// <summary>Is called, beside the record, with each event.</summary>
    public Action<WaitEvent>? OnEvent { get; set; }

    public Task Run => _run ?? throw new InvalidOperationException("Not started.");

    public IReadOnlyList<PollRequest> Requests => Locked(() => _requests.ToArray());

    public IReadOnlyList<TimedEvent> Events => Locked(() => _events.ToArray());

    public int InFlight => Locked(() => _inFlight);

    public int MaxInFlight { get; private set; }

    /// <summary>The most questions that were under way for one instance.</summary>
    public int MaxInFlightOfOne { get; private set; }

    /// <summary>How many questions were cancelled.</summary>
    public int Cancelled { get; private set; }

    /// <summary>Answers to the questions about an instance, in order; a question too many fails the test.</summary>
    public WaitHarness Play(long id, params Reply[] replies) =>
        PlayBy(id, number => number <= replies.Length
            ? replies[number - 1]
            : throw new InvalidOperationException($"Request {number} about {id} is one too many."));

    public WaitHarness PlayBy(long id, Func<int, Reply> script)
    {
        _scripts.Add(id, script);
        return this;
    }

    /// <summary>What was told of an instance, in words, in order.</summary>
    public IEnumerable<string> WordsOf(long id) => Events.Where(e => e.Id == id && e.Words is not null).Select(e => e.Words!);

    public string StoryOf(long id) => string.Join("; ", WordsOf(id));

    public IEnumerable<T> EventsOf<T>() where T : WaitEvent => Events.Select(e => e.What).OfType<T>();

    /// <summary>When an instance was asked about, in seconds.</summary>
    public IEnumerable<double> TimesOf(long id) => Requests.Where(request => request.Id == id).Select(request => request.At.TotalSeconds);

    /// <summary>Whether the questions about an instance asked for its hosts, as <c>0</c> and <c>1</c>.</summary>
    public string HostsRequestedOf(long id) =>
        string.Concat(Requests.Where(request => request.Id == id).Select(request => request.WithHosts ? '1' : '0'));

    public WaitHarness Start()
    {
        var waiter = new JobWaiter(PollAsync, options, Clock, random ?? (() => 0));
        JobInstanceQuery[] queries = [.. _scripts.Keys.Select(id => new JobInstanceQuery(id, new JobScope(1, null, null)))];
        _run = waiter.RunAsync(queries, Record, User.Token);
        return this;
    }

    /// <summary>Lets all the time pass that the wait needs.</summary>
    public async Task<WaitHarness> RunToEndAsync()
    {
        _ = _run ?? Start().Run;
        while (true)
        {
            await SettleAsync();
            if (Run.IsCompleted)
            {
                await Run;
                return this;
            }

            if (Clock.UntilNext is { } next)
            {
                Clock.Advance(next);
            }
            else
            {
                // On its way out: what is left of it needs no clock.
                await WaitUntil.TrueAsync(() => Run.IsCompleted || Clock.UntilNext is not null);
            }
        }
    }

    /// <summary>Lets time pass up to a moment after the beginning.</summary>
    public async Task<WaitHarness> RunUntilAsync(double seconds)
    {
        _ = _run ?? Start().Run;
        TimeSpan end = TimeSpan.FromSeconds(seconds);
        while (true)
        {
            await SettleAsync();
            TimeSpan left = end - Clock.Elapsed;
            if (left == TimeSpan.Zero)
            {
                return this;
            }

            Clock.Advance(Clock.UntilNext is { } next && next < left ? next : left);
        }
    }

    /// <summary>Awaits that everybody waits: for the clock, for a response that does not come, or for a place.</summary>
    public async Task SettleAsync()
    {
        int calm = 0;
        var seen = default((int, int, int, int, int));
        while (calm < (IsCrowded ? 40 : 2))
        {
            Assert.True(_watch.Elapsed < Bound, $"The harness does not come to rest: {Rest()}.");
            var now = Locked(() => (_ended, _inFlight, _requests.Count, _events.Count, Clock.Pending));
            calm = IsQuiet() && now == seen ? calm + 1 : 0;
            seen = now;
            await Task.Yield();
        }
    }

    private string Rest() => Locked(() => FormattableString.Invariant(
        $"{_requests.Count} requests, {_inFlight} under way, {_responseCount} answered, {_requestsCompleted} completed, {_ended} ended, {Clock.Pending} alarms"));

    private bool IsCrowded => _scripts.Count > options.ThrottleLimit && !Run.IsCompleted;

    private bool IsQuiet()
    {
        if (Run.IsCompleted)
        {
            return true;
        }

        lock (_lock)
        {
            int all = _scripts.Count;
            int pausing = Clock.Pending - _delayed - (options.Timeout > TimeSpan.Zero ? 1 : 0);
            bool isFull = _resting + _gated >= options.ThrottleLimit && _requestsCompleted == _responseCount;
            return _ended < all && !IsResponseDue() && (_ended + pausing + _resting == all || isFull);
        }
    }

    /// <summary>Whether a response has arrived by the clock and its request has not continued: a busy machine can take its time.</summary>
    private bool IsResponseDue() => _responses.Count > 0 && _responses.Min.Due <= Clock.Elapsed;

    private async Task<RequestResult<JobInstance>> PollAsync(JobInstanceQuery query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await PassGateAsync(cancellation);
        long id = query.JobInstanceId;
        Reply reply = Enter(query);
        bool hasResponded = false;
        try
        {
            Task delay = Task.Delay(reply.Hangs ? Timeout.InfiniteTimeSpan : reply.Takes, Clock, cancellation);
            Locked(() => _resting++);
            await delay.ConfigureAwait(false);
            hasResponded = true;
        }
        finally
        {
            Leave(id, reply, hasResponded);
        }

        RequestResult<JobInstance> attempt = reply.ToResult(query, areHostsSent: !SendsHostsOnRequest || query.IncludeHosts);
        Gate?.Report(attempt.Event, attempt.WindowEnds);
        return attempt;
    }

    private async Task PassGateAsync(CancellationToken cancellation)
    {
        if (Gate is null)
        {
            return;
        }

        Locked(() => _gated++);
        try
        {
            await Gate.WaitAsync(TimeSpan.MaxValue, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Locked(() => _gated--);
        }
    }

    private Reply Enter(JobInstanceQuery query)
    {
        lock (_lock)
        {
            long id = query.JobInstanceId;
            int number = _pollCounts[id] = _pollCounts.GetValueOrDefault(id) + 1;
            Reply reply = _scripts[id](number);
            _requests.Add(new PollRequest(id, number, Clock.Elapsed, query.IncludeHosts));
            MaxInFlight = Math.Max(MaxInFlight, ++_inFlight);
            MaxInFlightOfOne = Math.Max(MaxInFlightOfOne, _polling[id] = _polling.GetValueOrDefault(id) + 1);
            _delayed += reply.Takes > TimeSpan.Zero ? 1 : 0;
            if (!reply.Hangs)
            {
                _responses.Add((Clock.Elapsed + reply.Takes, id));
            }

            return reply;
        }
    }

    private void Leave(long id, Reply reply, bool hasResponded)
    {
        lock (_lock)
        {
            _inFlight--;
            _resting--;
            _polling[id]--;
            _responses.RemoveWhere(response => response.Id == id);
            _delayed -= reply.Takes > TimeSpan.Zero ? 1 : 0;
            _responseCount += hasResponded ? 1 : 0;
            Cancelled += hasResponded ? 0 : 1;
        }
    }

    private void Record(WaitEvent what)
    {
        lock (_lock)
        {
            _events.Add(new TimedEvent(Clock.Elapsed, what));
            _ended += WaitEventFormatter.IsLast(what) ? 1 : 0;
            _requestsCompleted += what is RequestCompleted ? 1 : 0;
        }

        OnEvent?.Invoke(what);
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
