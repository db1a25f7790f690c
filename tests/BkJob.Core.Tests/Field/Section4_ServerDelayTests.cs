using System.Globalization;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §4 row 5: what a server states as a delay, in all its ways.</summary>
public sealed class Section4_ServerDelayTests
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
        { 429, Reset, "2.5", 2.5, 2.5 },
        { 429, Retry, "date+9", 9, 9 },
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
