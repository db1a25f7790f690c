using System.Globalization;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Retrying;

/// <summary>A server may say how long to wait: exactly so long is waited, or not at all when it is too long.</summary>
public sealed class ServerWaitTests
{
    private const string Reset = "X-Bkapi-RateLimit-Reset";
    private const string Retry = "Retry-After";

    /// <summary>
    /// Header, value, and the least and the most that is waited. <c>date+9</c> and <c>unix+9</c> are points in time relative to the server's
    /// own Date, which is hours from the client's clock.
    /// </summary>
    public static TheoryData<int, string, string, double, double> Delays => new()
    {
        // Never at once.
        { 429, Retry, "0", 1, 1.2 },
        { 429, Reset, "0", 1, 1.2 },
        { 429, Reset, "0.2", 1, 1.2 },
        { 429, Retry, "date-9", 1, 1.2 },
        { 429, Retry, "date+0", 1, 1.2 },
        { 429, Reset, "unix-9", 1, 1.2 },
        { 503, Retry, "0", 1, 1.2 },
        { 503, Retry, "date-86400", 1, 1.2 },

        // Exactly as long as the server says, by its own clock.
        { 429, Retry, "1", 1, 1 },
        { 429, Retry, "7", 7, 7 },
        { 429, Retry, "60", 60, 60 },
        { 429, Reset, "1", 1, 1 },
        { 429, Reset, "60", 60, 60 },
        { 429, Reset, "2.5", 2.5, 2.5 },
        { 429, Retry, "date+9", 9, 9 },
        { 429, Retry, "date+60", 60, 60 },
        { 503, Retry, "date+20", 20, 20 },

        // A number that can only be a point in time.
        { 429, Reset, "unix+9", 9, 9 },
        { 429, Reset, "unixms+9", 9, 9 },
        { 429, Retry, "unix+30", 30, 30 },

        // Neither: the normal back-off.
        { 429, Retry, "soon", 0, 0.5 },
        { 429, Retry, "-1", 0, 0.5 },
        { 429, Retry, "2.5", 0, 0.5 },
        { 429, Retry, "", 0, 0.5 },
        { 429, Reset, "-1", 0, 0.5 },
        { 429, Reset, "NaN", 0, 0.5 },
        { 429, Reset, "Infinity", 0, 0.5 },
        { 429, Reset, "1e300", 0, 0.5 },
        { 429, Reset, "7 seconds", 0, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task Delay_is_read_in_each_form(int status, string header, string value, double least, double most)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        DateTimeOffset server = bench.Clock.GetUtcNow().AddHours(5);
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = status,
            Headers = new Dictionary<string, string> { ["Date"] = $"{server:R}", [header] = Text(value, server) },
        });
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { MaximumRetryCount = 1 }));

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

        Assert.Equal(100, (await request).Id);
        Assert.InRange(waits.Sum(wait => wait.TotalSeconds), least, most);
    }

    [Theory]
    [InlineData(Reset, "61", 61)]
    [InlineData(Reset, "3600", 3600)]
    [InlineData(Retry, "61", 61)]
    [InlineData(Retry, "86400", 86400)]
    [InlineData(Retry, "date+120", 120)]
    public async Task RetryAfter_over_a_minute_is_an_immediate_error(string header, string value, int seconds)
    {
        await using SimulatorFixture bench = await StartAsync(header, value);

        BkJobException error = await Assert.ThrowsAsync<BkJobException>(() => GetJobAsync(bench));

        Assert.Equal((BkJobErrorKind.Throttled, TimeSpan.FromSeconds(seconds)), (error.Kind, error.RetryAfter));
        Assert.Contains($"a delay of {seconds} seconds", error.Message, StringComparison.Ordinal);
        Assert.Single(bench.Simulator.Requests.All);
    }

    [Fact]
    public async Task Gateway_header_takes_precedence_over_RetryAfter()
    {
        await using SimulatorFixture bench = await StartAsync((Reset, "3"), (Retry, "50"));
        Task<JobInstance> request = GetJobAsync(bench);

        Assert.Equal([TimeSpan.FromSeconds(3)], await bench.Clock.PassWhileAsync(request));
        await request;
    }

    /// <summary>Limited resources send the header with every response.</summary>
    [Fact]
    public async Task Permanent_error_has_no_retry_delay()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Simulator.Faults.Add(new Fault { EnvelopeCode = 1244006, Headers = new Dictionary<string, string> { [Reset] = "90" } });

        BkJobException error = await Assert.ThrowsAsync<BkJobException>(() => GetJobAsync(bench));

        Assert.Equal((BkJobErrorKind.InstanceNotFound, null), (error.Kind, error.RetryAfter));
        Assert.DoesNotContain("requests a delay", error.Message, StringComparison.Ordinal);
    }

    /// <summary>So does one that is broken, and one that has too many questions under way: neither passes with a window of the limit.</summary>
    [Theory]
    [InlineData(502, 1650200)]
    [InlineData(200, 1306201)]
    [InlineData(429, 1642904)]
    public async Task Other_transient_errors_use_the_backoff(int status, int code)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = status,
            EnvelopeCode = code,
            Headers = new Dictionary<string, string> { [Reset] = "3000" },
        });
        Task<JobInstance> request = GetJobAsync(bench);

        Assert.All(await bench.Clock.PassWhileAsync(request), wait => Assert.InRange(wait.TotalSeconds, 0, 0.5));
        Assert.Equal(100, (await request).Id);
    }

    private static Task<JobInstance> GetJobAsync(SimulatorFixture bench) =>
        SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { MaximumRetryCount = 3 }));

    private static Task<SimulatorFixture> StartAsync(string header, string value) => StartAsync((header, value));

    /// <summary>A server that is busy once. <c>date+9</c> is the date that is 9 seconds ahead on the client's clock.</summary>
    private static async Task<SimulatorFixture> StartAsync(params (string Name, string Value)[] headers)
    {
        SimulatorFixture bench = await SimulatorFixture.StartAsync();
        bench.Serve(Bodies.EveryField);
        bench.Simulator.Faults.Add(new Fault
        {
            HttpStatus = 429,
            Headers = headers.Append((Name: "Date", Value: "date+0")).ToDictionary(header => header.Name, header => header.Value.StartsWith("date", StringComparison.Ordinal)
                ? bench.Clock.GetUtcNow().AddSeconds(int.Parse(header.Value[4..], CultureInfo.InvariantCulture)).ToString("R")
                : header.Value),
        });
        return bench;
    }

    private static string Text(string value, DateTimeOffset server)
    {
        int sign = value.IndexOfAny(['+', '-']);
        double seconds = sign > 0 ? double.Parse(value[sign..], CultureInfo.InvariantCulture) : 0;
        DateTimeOffset then = server.AddSeconds(seconds);
        return sign < 1 ? value : value[..sign] switch
        {
            "date" => $"{then:R}",
            "unix" => $"{then.ToUnixTimeSeconds()}",
            _ => $"{then.ToUnixTimeMilliseconds()}",
        };
    }
}
