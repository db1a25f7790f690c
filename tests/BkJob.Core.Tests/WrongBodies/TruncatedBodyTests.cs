using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>Bodies that end too early: asking again may help.</summary>
public sealed class TruncatedBodyTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string Name = "v2-20-failed-partial-job2x-seedshape";

    /// <summary>Every 37th byte, so that the cut falls into names, numbers, texts and between them.</summary>
    public static TheoryData<int> Cuts => [.. Enumerable.Range(1, 93).Select(n => n * 37)];

    /// <summary>3441 is where the last cut falls: still before the last brace.</summary>
    [Fact]
    public void Payload_is_ASCII_and_longer_than_the_last_cut()
    {
        string text = Payload.Text(Name);

        Assert.All(text, c => Assert.True(c < 128));
        Assert.True(text.TrimEnd().Length > 93 * 37);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Connection_closed_mid_body_truncates_the_response(int bytes)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = Payload.Text(Name), CutAfterBytes = bytes });

        AssertCutOff(await SimulatorFixture.FailAsync(bench.Connect()));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Body_shortened_by_a_proxy_is_truncated(int bytes)
    {
        bench.Simulator.Faults.Clear();

        AssertCutOff(await bench.FailToReadAsync(Payload.Text(Name)[..bytes]));
    }

    [Fact]
    public async Task Connection_closed_before_the_body_truncates_the_response()
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = Payload.Text(Name), CutAfterBytes = 0 });

        AssertCutOff(await SimulatorFixture.FailAsync(bench.Connect()));
    }

    [Fact]
    public async Task Truncated_body_fails_after_all_retries()
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        own.Simulator.Faults.Add(new Fault { Body = Payload.Text(Name), CutAfterBytes = 1000, Times = null });
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(own.Connect(own.Settings with { MaximumRetryCount = 3 }));

        await own.Clock.PassWhileAsync(request);

        AssertCutOff(await Assert.ThrowsAsync<BkJobException>(() => request));
        Assert.Equal(4, own.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task Complete_body_after_retries_is_read()
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        own.Serve(Bodies.EveryField);
        own.Simulator.Faults.Add(new Fault { CutAfterBytes = 500, Times = 3 });
        Task<JobInstance> request = SimulatorFixture.InvokeAsync(own.Connect(own.Settings with { MaximumRetryCount = 3 }));

        await own.Clock.PassWhileAsync(request);

        Assert.Equal(100, (await request).Id);
        Assert.Equal(4, own.Simulator.Requests.All.Count);
    }

    private static void AssertCutOff(BkJobException error)
    {
        Assert.Equal((BkJobErrorKind.InvalidResponse, true), (error.Kind, error.IsTransient));
        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
    }
}
