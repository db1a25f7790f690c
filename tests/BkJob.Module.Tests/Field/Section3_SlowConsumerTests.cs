using BkJob.Simulator;

namespace BkJob.Module.Tests.Field;

/// <summary>field-faults.md §3, rows 2 and 3: what stays in memory.</summary>
public sealed class Section3_SlowConsumerTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly JobInstanceQuery[] Queries = [.. Enumerable.Range(1, 1000).Select(id => new JobInstanceQuery(id, default))];

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, true, 1000)]
    [InlineData(true, false, WaitEventQueue.MaxLogEvents)]
    [InlineData(true, true, WaitEventQueue.MaxLogEvents + 1000)]
    public void Events_that_nobody_takes_are_bounded(bool isLogRead, bool isStatusRead, int expected)
    {
        using var events = new WaitEventQueue(isLogRead, isStatusRead);
        for (int poll = 0; poll < 50; poll++)
        {
            foreach (JobInstanceQuery query in Queries)
            {
                events.Add(new RequestMade(query, null!));
                events.Add(new JobRead(query, null!, HasChanged: true));
                events.Add(new PollFailed(query, null!, poll, TimeSpan.Zero));
            }
        }

        Assert.Equal(expected, events.Count);
        Assert.Equal(isLogRead, events.TakeDropped() > 0);
    }

    /// <summary>The latest status takes the place of older ones, and none follows the end of a job.</summary>
    [Fact]
    public void End_of_a_job_is_its_last_event()
    {
        using var events = new WaitEventQueue(isLogRead: false, isStatusRead: true);
        for (int poll = 0; poll < 3; poll++)
        {
            events.Add(new PollFailed(Queries[0], null!, poll, TimeSpan.Zero));
            events.Add(new JobStopped(Queries[1], null!, []));
        }

        events.Add(new PollFailed(Queries[2], null!, 7, TimeSpan.Zero));
        events.Add(new WaitTimedOut(Queries[0], null));
        events.Complete();

        var taken = new List<WaitEvent>();
        while (events.TryTake(out WaitEvent? what))
        {
            taken.Add(what);
        }

        Assert.Equal(["JobStopped 2", "PollFailed 3", "WaitTimedOut 1"], taken.Select(what => $"{what.GetType().Name} {what.Query.JobInstanceId}"));
        Assert.False(events.WaitForMore(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public void Slow_consumer_gets_every_job()
    {
        using Session session = Session.ConnectedTo(simulator.Server);

        Outcome outcome = session.Run("100, 102, 117 | Wait-BkJobInstance -PollInterval 0.2 -Timeout 60 -Verbose | ForEach-Object { Start-Sleep -Milliseconds 50; $_.Id }")
            .ThrowIfFailed();

        Assert.Equal([100L, 102L, 117L], outcome.As<long>().Order());
    }

    /// <summary>A name of megabytes is read, and completion keeps what it displays.</summary>
    [Fact]
    public void Completion_keeps_what_it_displays()
    {
        string name = new('n', 5_000_000);
        string body = $$"""
            {"result":true,"data":{"job_instance":{"job_instance_id":100,"status":3,"name":"{{name}}"},"blocks":[{"step_instances":[
            {"step_instance_id":1,"name":"{{name}}","status":3,"step_ip_status":[]}]}]}}
            """;
        using var server = RawAnswer.OfJson(body);
        using Session session = new();
        session.Set("address", server.Address);
        session.Set("secret", Session.Secure("demo-secret"));

        Outcome outcome = session.Run(
            "Connect-BkJob $address -AppCode ops -AppSecret $secret -UserName admin -BizId 1; (Get-BkJobInstanceStatus 100).Name.Length; "
            + "foreach ($line in 'Get-BkJobInstanceStatus ', 'Get-BkJobStepIpStatus 100 -StepInstanceId ') { "
            + "(TabExpansion2 $line).CompletionMatches[0].ToolTip.Length }").ThrowIfFailed();

        Assert.Equal(5_000_000, (int)outcome.Output[0]);
        Assert.All(outcome.Output.Skip(1), length => Assert.InRange((int)length, 100, 600));
        Assert.All(
            SeenInstancesOf(session), seen => Assert.InRange(seen.Name.Length + seen.Steps.Sum(step => step.Name.Length), 0, 600));
    }

    private static IReadOnlyList<SeenInstance> SeenInstancesOf(Session session)
    {
        System.Management.Automation.Runspaces.Runspace? before = System.Management.Automation.Runspaces.Runspace.DefaultRunspace;
        System.Management.Automation.Runspaces.Runspace.DefaultRunspace = session.Runspace;
        try
        {
            return SeenInstances.Current.NewestFirst;
        }
        finally
        {
            System.Management.Automation.Runspaces.Runspace.DefaultRunspace = before;
        }
    }
}
