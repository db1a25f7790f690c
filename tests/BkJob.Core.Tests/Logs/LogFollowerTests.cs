using System.Threading.Channels;
using BkJob.Core.Tests.Support;
using BkJob.Logs;
using BkJob.Transport;

namespace BkJob.Core.Tests.Logs;

/// <summary>Following a job from before its start until the last byte after its end, on a controlled clock (design-actions.md §4).</summary>
public sealed class LogFollowerTests
{
    /// <summary>
    /// What the server returns, a frame a status request: the status of the job, then each host as STATUS=TEXT, with <c>/</c> for a line
    /// feed; <c>+</c> after the job is an attempt. The last frame remains. <c>x</c> fails the status, <c>l</c> the logs. The result: the
    /// lines and the ends of hosts.
    /// </summary>
    [Theory]
    [InlineData("1; 2 7=a/; 3 9=a/b/", "1:a 1:b 1!")]
    [InlineData("3 9=a/b", "1:a 1:b 1!")]
    [InlineData("2 7=a/b; 2 7=a/bc/; 3 9=a/bc/", "1:a 1:bc 1!")]
    [InlineData("2 7=a/ 7=x/; 4 9=a/b/ 11=x/", "1:a 2:x 1:b 1! 2!")]
    [InlineData("2 7=a/; 4 11=a/; 4 11=a/late/", "1:a 1:late 1!")]
    [InlineData("2 7=a/; 2+ 7=b/; 3+ 9=b/c/", "1:a 1:b' 1:c' 1!")]
    [InlineData("2 11=a/ 9=x/; 2 11=a/ 9=x/; 2 11=a/ 9=x/; 2+ 7=b/ 3=x/; 3+ 9=b/ 3=x/", "1:a 2:x 1! 2! 1:b' 1!")]
    [InlineData("2 5= 7=x/; 2 7=a/ 9=x/; 3 9=a/ 9=x/", "2:x 1:a 2! 1!")]
    [InlineData("2 5=; 11 5=", "1!")]
    [InlineData("3", "")]
    [InlineData("7; 2 7=a/; 3 9=a/", "waits:7 1:a 1!")]

    // A fault in any request delays lines, and neither loses nor repeats one.
    [InlineData("x; 2 7=a/; x; 2 7=a/b/; 3 9=a/b/c/; x; 3 9=a/b/c/", "1:a 1:b 1:c 1!")]
    [InlineData("2 7=a/; l2 7=a/b/; 2 7=a/b/c/; l3 9=a/b/c/; 3 9=a/b/c/", "1:a 1:b 1:c 1!")]
    public async Task Every_line_is_written_once(string frames, string expected)
    {
        using var run = new FollowRun(frames);
        Assert.Equal(expected, string.Join(' ', await run.FollowAsync(new FollowOptions { IsWanted = _ => true })));
    }

    /// <summary>A job that nothing but a user can continue is reported once for each state. Each poll is about a second.</summary>
    [Theory]
    [InlineData("7; 7; 7; 2 7=a/; 7 7=a/; 7 7=a/; 3 9=a/", "waits:7 1:a waits:7 1!")]
    [InlineData("1; 1; 1; 2 7=a/; 3 9=a/", "1:a 1!")]
    [InlineData("1; 1; 1; 1; 1; 1; 1; 1; 1; 2 7=a/; 3 9=a/", "waits:1 1:a 1!")]
    [InlineData("15; 15; 3", "")]
    public async Task Job_that_waits_for_a_user_is_reported_once(string frames, string expected)
    {
        using var run = new FollowRun(frames);
        Assert.Equal(expected, string.Join(' ', await run.FollowAsync(new FollowOptions { IsWanted = _ => true })));
    }

    /// <summary>ESB v2 does not identify a host that has only IPv6: <c>-</c> before its status.</summary>
    [Fact]
    public async Task Host_that_cannot_be_identified_is_reported_once()
    {
        using var run = new FollowRun("2 7=a/ -7=x/ -7=y/; 2 9=a/ -9=x/ -9=y/; 3 9=a/ -9=x/ -9=y/");
        string[] events = await run.FollowAsync(new FollowOptions { IsWanted = _ => true });
        Assert.Equal("unidentified:2 1:a 1!", string.Join(' ', events));
    }

    [Fact]
    public async Task Only_hosts_that_fail_are_followed_above_the_limit()
    {
        using var run = new FollowRun("2 7=a/ 7=b/ 7=c/; 2 9=a/ 11=b/ 7=c/; 4 9=a/ 11=b/ 104=c/");
        string[] events = await run.FollowAsync(new FollowOptions { IsWanted = _ => true, MaxHosts = 2 });
        Assert.Equal("too-many:3 2:b 2! 3:c 3!", string.Join(' ', events));
    }

    [Fact]
    public async Task Host_is_followed_from_when_it_is_selected()
    {
        using var run = new FollowRun("2 7=a/ 7=b/; 2 9=a/ 11=b/; 4 9=a/ 11=b/");
        string[] events = await run.FollowAsync(new FollowOptions { IsWanted = host => host.Outcome == HostOutcome.Failed });
        Assert.Equal("2:b 2!", string.Join(' ', events));
    }

    [Theory]
    [InlineData(200, "1:a 1!")]
    [InlineData(999, "no-step:999")]
    public async Task Following_ends_with_the_selected_steps(long step, string expected)
    {
        // The job itself still runs.
        using var run = new FollowRun("2 7=a/; 2 9=a/", stepStatus: 3);
        string[] events = await run.FollowAsync(new FollowOptions { IsWanted = _ => true, StepIds = [step] });
        Assert.Equal(expected, string.Join(' ', events));
    }

    /// <summary>An error that does not pass ends it, and one that lasts.</summary>
    [Theory]
    [InlineData("2 7=a/; p", "1:a failed:PermissionDenied")]
    [InlineData("2 7=a/; x", "1:a failed:ServerError")]
    public async Task Error_that_lasts_ends_following(string frames, string expected)
    {
        using var run = new FollowRun(frames);
        Assert.Equal(expected, string.Join(' ', await run.FollowAsync(new FollowOptions { IsWanted = _ => true })));
    }

    /// <summary>A bug, or no more memory, ends following one job; the others are followed.</summary>
    [Fact]
    public async Task Unexpected_error_ends_following_of_one_job()
    {
        using var run = new FollowRun("2 7=a/; 3 9=a/");
        Assert.Equal("failed:InvalidResponse", string.Join(' ', await run.FollowAsync(
            new FollowOptions { IsWanted = _ => throw new InvalidOperationException("a bug") })));
    }

    /// <summary>The server refreshes no faster than this: 1 s for 10 polls, then 2 s, then 5 s, then 10 s.</summary>
    [Fact]
    public async Task Poll_interval_grows_with_age()
    {
        using var run = new FollowRun(string.Join("; ", Enumerable.Repeat("2 7=a/", 60)) + "; 3 9=a/");
        await run.FollowAsync(new FollowOptions { IsWanted = _ => true });
        Assert.All(run.Waits.Take(9), wait => Assert.InRange(wait.TotalSeconds, 0.8, 1));
        Assert.All(run.Waits.Skip(14).Take(20), wait => Assert.InRange(wait.TotalSeconds, 1.6, 2));
        Assert.InRange(run.Waits[^1].TotalSeconds, 4, 5);
    }

    /// <summary>Two equal reads in immediate succession would not prove that the end of a log is stored.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Polls_of_a_slow_server_have_a_pause_between_them(double seconds)
    {
        using var run = new FollowRun("2 7=a/; 3 9=a/; 3 9=a/") { Slowness = TimeSpan.FromSeconds(seconds) };
        await run.FollowAsync(new FollowOptions { IsWanted = _ => true });
        Assert.Equal(2, run.Pauses.Count);
        Assert.All(run.Pauses, pause => Assert.True(pause >= TimeSpan.FromSeconds(0.5), $"{pause}"));
    }

    /// <summary>Each poll transfers complete texts, so a text of 5 million characters is read at most every 5 seconds.</summary>
    [Fact]
    public async Task Large_logs_are_read_less_often()
    {
        string text = new string('a', 5_000_000) + "/";
        using var run = new FollowRun($"2 7={text}; 2 7={text}; 2 7={text}; 2 7={text}; 3 9={text}");
        await run.FollowAsync(new FollowOptions { IsWanted = _ => true });
        Assert.InRange(run.LogRequests, 3, 4);
        Assert.InRange(run.StatusRequests, 9, 20);
    }

    /// <summary>Following a job of frames over a socket, on a clock that the test advances.</summary>
    private sealed class FollowRun : IDisposable
    {
        private readonly string[] _frames;
        private readonly int? _stepStatus;
        private readonly StubServer _server;
        private readonly List<TimeSpan> _pauses = [];
        private TestClock? _clock;
        private DateTimeOffset? _lastLog;
        private int _frame = -1;

        public FollowRun(string frames, int? stepStatus = null)
        {
            (_frames, _stepStatus) = (frames.Split("; "), stepStatus);
            _server = new StubServer(Respond);
        }

        /// <summary>The time that each response with logs takes.</summary>
        public TimeSpan Slowness { get; init; }

        /// <summary>The times from a response with logs until the next request.</summary>
        public IReadOnlyList<TimeSpan> Pauses => _pauses;

        public IReadOnlyList<TimeSpan> Waits { get; private set; } = [];

        public int LogRequests => _server.Requests.Count(IsLog);

        public int StatusRequests => _server.Requests.Count(request => !IsLog(request));

        private string Frame => _frames[Math.Min(_frame, _frames.Length - 1)];

        public async Task<string[]> FollowAsync(FollowOptions options)
        {
            BkJobClient client = _server.Connect(BkJobApi.EsbV3);
            TestClock clock = _clock = (TestClock)client.Clock;
            using var slots = new FairSlots(8, clock);
            Channel<FollowEvent> events = Channel.CreateUnbounded<FollowEvent>();
            var query = new JobInstanceQuery(100, new JobScope(1, null, null));
            Task following = new LogFollower(client, query, options, events.Writer, slots, clock).RunAsync(TestContext.Current.CancellationToken);
            Waits = await clock.PassWhileAsync(following);
            await following;
            events.Writer.Complete();
            return [.. events.Reader.ReadAllAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable().Select(Format).OfType<string>()];
        }

        public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();

        private static bool IsLog(RawRequest request) => request.Path.Contains("log", StringComparison.Ordinal);

        private static string? Format(FollowEvent what) => what switch
        {
            LineRead { Line: var line } => $"{line.HostId}:{line.Text}{(line.Attempt > 0 ? "'" : "")}",
            HostEnded { Host: var host } => $"{host.HostId}!",
            TooManyHosts tooMany => $"too-many:{tooMany.Count}",
            HostsNotIdentified hosts => $"unidentified:{hosts.Count}",
            JobWaits waits => $"waits:{(int)waits.Job.Status}",
            StepMissing missing => $"no-step:{missing.StepInstanceId}",
            FollowFailed failed => $"failed:{failed.Fault.Kind}",
            _ => null,
        };

        private byte[] Respond(RawRequest request)
        {
            if (IsLog(request))
            {
                _clock!.Advance(Slowness);
                _lastLog = _clock.GetUtcNow();
                return Frame[0] == 'l' ? RawServer.CreateResponse(502, "") : RawServer.CreateResponse(200, CreateLogs());
            }

            if (_lastLog is { } last)
            {
                _pauses.Add(_clock!.GetUtcNow() - last);
            }

            _frame++;
            return Frame switch
            {
                "x" => RawServer.CreateResponse(502, ""),
                "p" => RawServer.CreateResponse(200, """{"result":false,"code":9900403,"message":"no permission"}"""),
                _ => RawServer.CreateResponse(200, CreateStatus()),
            };
        }

        private string CreateStatus()
        {
            string[] parts = Frame.TrimStart('l').Split(' ');
            string status = parts[0].TrimEnd('+');
            string hosts = string.Join(',', parts.Skip(1).Select((host, i) => host[0] == '-'
                ? $$"""{"bk_cloud_id":0,"status":{{host[1..].Split('=')[0]}}}"""
                : $$"""{"bk_host_id":{{i + 1}},"bk_cloud_id":0,"ip":"10.0.0.{{i + 1}}","status":{{host.Split('=')[0]}}}"""));
            return $$"""
                {"result":true,"code":0,"data":{"job_instance":{"job_instance_id":100,"status":{{status}}},"step_instance_list":[
                  {"step_instance_id":200,"type":1,"status":{{_stepStatus?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? status}},
                   "execute_count":{{(parts[0].EndsWith('+') ? 1 : 0)}},"step_ip_result_list":[{{hosts}}]}]} }
                """;
        }

        private string CreateLogs()
        {
            IEnumerable<string> rows = Frame.TrimStart('l').Split(' ').Skip(1).Select((host, i) => (Id: i + 1, Text: host.Split('=')[1].Replace("/", "\\n", StringComparison.Ordinal)))
                .Where(host => host.Text.Length > 0).Reverse()
                .Select(host => $$"""{"host_id":{{host.Id}},"log_content":"{{host.Text}}"}""");
            return $$"""{"result":true,"code":0,"data":{"job_instance_id":100,"step_instance_id":200,"script_task_logs":[{{string.Join(',', rows)}}]} }""";
        }
    }
}
