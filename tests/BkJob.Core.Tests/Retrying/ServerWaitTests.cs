using System.Globalization;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Retrying;

/// <summary>A server may say how long to wait: exactly so long is waited, or not at all when it is too long.</summary>
public sealed class ServerWaitTests
{
    private const string Reset = "X-Bkapi-RateLimit-Reset";

    [Theory]
    [InlineData(Reset, "7", 7)]
    [InlineData(Reset, "1", 1)]
    [InlineData(Reset, "60", 60)]
    [InlineData(Reset, "2.5", 2.5)]
    [InlineData("Retry-After", "5", 5)]
    [InlineData("Retry-After", "60", 60)]
    [InlineData("Retry-After", "date+9", 9)]
    [InlineData("Retry-After", "date+60", 60)]
    public async Task RetryAfter_is_waited(string header, string value, double seconds)
    {
        await using SimulatorFixture bench = await StartAsync(header, value);
        Task<JobInstance> request = GetJobAsync(bench);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

        Assert.Equal(100, (await request).Id);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], waits);
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
    }

    [Theory]
    [InlineData(Reset, "61", 61)]
    [InlineData(Reset, "3600", 3600)]
    [InlineData("Retry-After", "61", 61)]
    [InlineData("Retry-After", "86400", 86400)]
    [InlineData("Retry-After", "date+120", 120)]
    public async Task RetryAfter_over_a_minute_is_an_immediate_error(string header, string value, int seconds)
    {
        await using SimulatorFixture bench = await StartAsync(header, value);

        BkJobException error = await Assert.ThrowsAsync<BkJobException>(() => GetJobAsync(bench));

        Assert.Equal((BkJobErrorKind.Throttled, TimeSpan.FromSeconds(seconds)), (error.Kind, error.RetryAfter));
        Assert.Contains($"a delay of {seconds} seconds", error.Message, StringComparison.Ordinal);
        Assert.Single(bench.Simulator.Requests.All);
    }

    /// <summary>Not understood: then the usual back-off of at most half a second counts.</summary>
    [Theory]
    [InlineData(Reset, "soon")]
    [InlineData(Reset, "-1")]
    [InlineData(Reset, "NaN")]
    [InlineData(Reset, "1e300")]
    [InlineData("Retry-After", "soon")]
    public async Task Invalid_RetryAfter_falls_back_to_backoff(string header, string value)
    {
        await using SimulatorFixture bench = await StartAsync(header, value);
        Task<JobInstance> request = GetJobAsync(bench);

        List<TimeSpan> waits = await bench.Clock.PassWhileAsync(request);

        Assert.Equal(100, (await request).Id);
        Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 0, 0.5));
    }

    [Fact]
    public async Task Gateway_header_takes_precedence_over_RetryAfter()
    {
        await using SimulatorFixture bench = await StartAsync((Reset, "3"), ("Retry-After", "50"));
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
}
