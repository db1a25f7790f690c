using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Reading;

/// <summary>Of two fields of one name the last counts, for lists too: nothing is counted twice.</summary>
public sealed class DuplicateTests(Bench bench) : IClassFixture<Bench>
{
    private const string Host = """{"ip": "10.0.0.1", "bk_cloud_id": 0, "status": 9}""";
    private const string Step = $$"""{"step_instance_id": 5, "status": 3, "step_ip_status": [{{Host}}]}""";
    private const string Block = $$"""{"step_instances": [{{Step}}]}""";
    private const string Job = """{"job_instance_id": 100, "status": 3, "status": 4}""";

    [Theory]
    [InlineData($$"""{"blocks": [{{Block}}, {{Block}}], "blocks": [{{Block}}], "job_instance": {{Job}}}""")]
    [InlineData($$"""{"blocks": [{"step_instances": [{{Step}}, {{Step}}], "step_instances": [{{Step}}]}], "job_instance": {{Job}}}""")]
    [InlineData($$"""{"blocks": [{"step_instances": [{"step_instance_id": 5, "status": 3, "step_ip_status": [{{Host}}, {{Host}}], "step_ip_status": [{{Host}}]}]}], "job_instance": {{Job}}}""")]
    [InlineData($$"""{"job_instance": {"job_instance_id": 7, "status": 2, "name": "old"}, "job_instance": {{Job}}, "blocks": [{{Block}}]}""")]
    public async Task Last_one_counts(string data)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = $$"""{"result": true, "data": {{data}}}""" });

        JobInstance job = await Bench.AskAsync(bench.Connect());

        Assert.Equal(100, job.Id);
        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal("", job.Name);
        Assert.Single(job.Steps);
        Assert.Equal(1, job.Hosts?.Total);
    }

    private const string Row = """{"status": 9}""";
    private const string EpochStep = $$"""{"step_instance_id": 5, "status": 3, "step_ip_result_list": [{{Row}}]}""";
    private const string ObjectStep = $$"""{"step_instance_id": 5, "status": 3, "step_execute_object_result_list": [{{Row}}]}""";

    [Theory]
    [InlineData(BkJobApi.EsbV3, $$"""{"step_instance_list": [{{EpochStep}}, {{EpochStep}}], "step_instance_list": [{{EpochStep}}], "job_instance": {{Job}}}""")]
    [InlineData(BkJobApi.GatewayV4, $$"""{"step_instance_list": [{{ObjectStep}}, {{ObjectStep}}], "step_instance_list": [{{ObjectStep}}], "job_instance": {{Job}}}""")]
    [InlineData(BkJobApi.GatewayV3, $$"""{"step_instance_list": [{"step_instance_id": 5, "status": 3, "step_ip_result_list": [{{Row}}, {{Row}}], "step_ip_result_list": [{{Row}}]}], "job_instance": {{Job}}}""")]
    [InlineData(BkJobApi.GatewayV4, $$"""{"step_instance_list": [{"step_instance_id": 5, "status": 3, "step_execute_object_result_list": [{{Row}}, {{Row}}], "step_execute_object_result_list": [{{Row}}]}], "job_instance": {{Job}}}""")]
    [InlineData(BkJobApi.GatewayV3, $$"""{"job_instance": {"job_instance_id": 7, "status": 2, "name": "old"}, "job_instance": {{Job}}, "step_instance_list": [{{EpochStep}}]}""")]
    public async Task Last_one_counts_in_v3_and_v4(BkJobApi api, string data)
    {
        JobInstance job = await Canned.ReadAsync(api, $$"""{"data": {{data}}}""");

        Assert.Equal((100, JobStatus.Failed, ""), (job.Id, job.Status, job.Name));
        Assert.Single(Assert.Single(job.Steps).IpStatuses);
        Assert.Equal(1, job.Hosts?.Total);
    }
}
