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
    public async Task A_connection_that_ends_in_the_middle_cuts_the_body_off(int bytes)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = Payload.Text(Name), CutAfterBytes = bytes });

        AssertCutOff(await SimulatorFixture.FailAsync(bench.Connect()));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_body_that_a_proxy_shortened_is_cut_off(int bytes)
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
    public async Task A_body_that_stays_cut_off_is_given_up_after_all_retries()
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        own.Simulator.Faults.Add(new Fault { Body = Payload.Text(Name), CutAfterBytes = 1000, Times = null });
        Task<JobInstance> question = SimulatorFixture.InvokeAsync(own.Connect(own.Settings with { MaximumRetryCount = 3 }));

        await own.Clock.PassWhileAsync(question);

        AssertCutOff(await Assert.ThrowsAsync<BkJobException>(() => question));
        Assert.Equal(4, own.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task A_body_that_comes_whole_in_the_end_is_read()
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        own.Serve(Bodies.EveryField);
        own.Simulator.Faults.Add(new Fault { CutAfterBytes = 500, Times = 3 });
        Task<JobInstance> question = SimulatorFixture.InvokeAsync(own.Connect(own.Settings with { MaximumRetryCount = 3 }));

        await own.Clock.PassWhileAsync(question);

        Assert.Equal(100, (await question).Id);
        Assert.Equal(4, own.Simulator.Requests.All.Count);
    }

    private static void AssertCutOff(BkJobException error)
    {
        Assert.Equal((BkJobErrorKind.InvalidResponse, true), (error.Kind, error.IsTransient));
        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
    }
}
