using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>The example of the API page that the product was asked for, word for word, field by field.</summary>
public sealed class SeedPageTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private static readonly DateTimeOffset Began = new(2018, 3, 15, 12, 56, 35, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Ended = new(2018, 3, 15, 12, 56, 39, TimeSpan.FromHours(8));
    private static readonly TimeSpan Took = new(31_690_000);

    [Fact]
    public async Task Job_of_the_API_page_is_read()
    {
        JobInstance job = await ReadAsync();

        Assert.Equal(65, job.Id);
        Assert.Equal(1, job.BizId);
        Assert.Null(job.ScopeType);
        Assert.Null(job.ScopeId);
        Assert.Equal("API Quick execution script1521089795887", job.Name);
        Assert.Equal(StartWay.Api, job.StartWay);
        Assert.Equal("admin", job.Operator);
        Assert.Equal(-1, job.PlanId);
        Assert.Equal(Began, job.CreateTime);
        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal(JobOutcome.Failed, job.Outcome);
        Assert.True(job.IsFinished);
        Assert.Equal(Began, job.StartTime);
        Assert.Equal(Ended, job.EndTime);
        Assert.Equal(Took, job.TotalTime);
        Assert.Equal(75, job.CurrentStepInstanceId);
        Assert.Null(job.RequestId);
        Assert.Equal(new HostFacts(1, Succeeded: 1), HostFacts.Of(job.Hosts));
        Assert.Equal("65 API Quick execution script1521089795887 (Failed)", job.ToString());
    }

    [Fact]
    public async Task Block_of_the_API_page_is_read()
    {
        StepBlock block = Assert.Single((await ReadAsync()).Blocks);

        Assert.Equal(StepType.Script, block.Type);
        Assert.Equal(1, block.Order);
        Assert.Equal("API Quick execution script xxx", block.Name);
        Assert.Equal(75, Assert.Single(block.Steps).Id);
    }

    [Fact]
    public async Task Step_of_the_API_page_is_read()
    {
        StepInstance step = Assert.Single((await ReadAsync()).Steps);

        Assert.Equal(75, step.Id);
        Assert.Equal(65, step.JobInstanceId);
        Assert.Equal(1, step.BizId);
        Assert.Equal(-1, step.StepId);
        Assert.Equal("API Quick execution scriptxxx", step.Name);
        Assert.Equal(StepType.Script, step.Type);
        Assert.Equal(JobStatus.Failed, step.Status);
        Assert.Equal("admin", step.Operator);
        Assert.Equal(false, step.PauseAfter);
        Assert.Equal(1, step.Order);
        Assert.Equal(0, step.RetryCount);
        Assert.Equal(Began, step.CreateTime);
        Assert.Equal(Began, step.StartTime);
        Assert.Equal(Ended, step.EndTime);
        Assert.Equal(Took, step.TotalTime);
        Assert.Equal([(3, "xxx"), (2, "yyy")], step.Operations.Select(operation => (operation.Code, operation.Name)));
        Assert.Equal(new HostFacts(1, Succeeded: 1), HostFacts.Of(step.Hosts));
    }

    [Fact]
    public async Task Host_of_the_API_page_is_read()
    {
        StepIpStatus host = Assert.Single(Assert.Single((await ReadAsync()).Steps).IpStatuses);

        Assert.Equal("10.0.0.1", host.Ip);
        Assert.Null(host.Ipv6);
        Assert.Equal(0, host.CloudId);
        Assert.Null(host.HostId);
        Assert.Equal(IpStatus.Succeeded, host.Status);
        Assert.Equal(HostOutcome.Succeeded, host.Outcome);
        Assert.Equal(65, host.JobInstanceId);
        Assert.Equal(75, host.StepInstanceId);
        Assert.Equal("API Quick execution scriptxxx", host.StepName);
        Assert.Equal(1, host.BizId);
        Assert.Equal("10.0.0.1 Succeeded", host.ToString());
    }

    private Task<JobInstance> ReadAsync() => bench.ReadAsync(Payload.Text("seed-page"), id: 65);
}
