using BkJob.Core.Tests.Waiting.Harness;

namespace BkJob.Core.Tests.Waiting;

/// <summary>Whether something has changed since the last look: status, steps or counts of hosts.</summary>
public sealed class ChangeTests
{
    private static readonly HostCounts Before = new() { Succeeded = 2, Running = 3, Waiting = 4, Failed = 1 };

    public static TheoryData<string, bool> Rows => new()
    {
        { "nothing", false },
        { "status of the job", true },
        { "status of the step", true },
        { "retry of the step", true },
        { "another step", true },
        { "a step more", true },
        { "a host begins", true },
        { "a host succeeds", true },
        { "a host fails", true },
        { "a host is added that has failed", true },
        { "a host that failed is terminated", true },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Poll_reports_whether_the_job_has_changed(string change, bool hasChanged)
    {
        var harness = new WaitHarness(new WaitOptions());

        await harness.Play(100, Running(), After(change), Reply.At(3)).RunToEndAsync();

        Assert.Equal([true, hasChanged], harness.EventsOf<JobPolled>().Select(read => read.HasChanged));
    }

    [Fact]
    public async Task One_of_several_steps_is_a_change()
    {
        var harness = new WaitHarness(new WaitOptions());

        await harness.Play(
            100, Reply.With(2, Reply.Step(1, 3), Reply.Step(2, 1)), Reply.With(2, Reply.Step(1, 3), Reply.Step(2, 2)), Reply.At(3)).RunToEndAsync();

        Assert.Equal([true, true], harness.EventsOf<JobPolled>().Select(read => read.HasChanged));
    }

    private static Reply Running() => Reply.With(2, Reply.Step(1, 2, 0, Before));

    private static Reply After(string change)
    {
        HostCounts hosts = Before;
        switch (change)
        {
            case "status of the job": return Reply.With(10, Reply.Step(1, 2, 0, hosts));
            case "status of the step": return Reply.With(2, Reply.Step(1, 15, 0, hosts));
            case "retry of the step": return Reply.With(2, Reply.Step(1, 2, 1, hosts));
            case "another step": return Reply.With(2, Reply.Step(2, 2, 0, hosts));
            case "a step more": return Reply.With(2, Reply.Step(1, 2, 0, hosts), Reply.Step(2, 1));
            case "a host begins": (hosts.Waiting, hosts.Running) = (3, 4); break;
            case "a host succeeds": (hosts.Running, hosts.Succeeded) = (2, 3); break;
            case "a host fails": (hosts.Running, hosts.Failed) = (2, 2); break;
            case "a host is added that has failed": hosts.Failed = 2; break;
            case "a host that failed is terminated": (hosts.Failed, hosts.Terminated) = (0, 1); break;
        }

        return Reply.With(2, Reply.Step(1, 2, 0, hosts));
    }
}
