using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Reading;

/// <summary>Of two fields of one name the last counts, for lists too: nothing is counted twice.</summary>
public sealed class DuplicateTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string Host = """{"ip": "10.0.0.1", "bk_cloud_id": 0, "status": 9}""";
    private const string Step = $$"""{"step_instance_id": 5, "status": 3, "step_ip_status": [{{Host}}]}""";
    private const string Block = $$"""{"step_instances": [{{Step}}]}""";
    private const string Job = """{"job_instance_id": 100, "status": 3, "status": 4}""";

    private const string Rows = """[{"status": 9}]""";
    private const string TwoRows = """[{"status": 9}, {"status": 9}]""";
    private const string Begin = """{"step_instance_id": 5, "status": 3, """;

    /// <summary>With the hosts of both; each reads its own.</summary>
    private const string LaterStep =
        Begin + $$""" "step_ip_result_list": {{Rows}}, "step_execute_object_result_list": {{Rows}}}""";

    private const string TheJob = $$""" "job_instance": {{Job}} """;
    private const string OneStep = $$""" "step_instance_list": [{{LaterStep}}] """;
    private const string TwoSteps = $$""" "step_instance_list": [{{LaterStep}}, {{LaterStep}}] """;
    private const string TwiceInV3 = Begin + $$""" "step_ip_result_list": {{TwoRows}}, "step_ip_result_list": {{Rows}}}""";

    private const string TwiceInV4 =
        Begin + $$""" "step_execute_object_result_list": {{TwoRows}}, "step_execute_object_result_list": {{Rows}}}""";

    [Theory]
    [InlineData($$"""{"blocks": [{{Block}}, {{Block}}], "blocks": [{{Block}}], "job_instance": {{Job}}}""")]
    [InlineData($$"""{"blocks": [{"step_instances": [{{Step}}, {{Step}}], "step_instances": [{{Step}}]}], "job_instance": {{Job}}}""")]
    [InlineData($$"""{"blocks": [{"step_instances": [{"step_instance_id": 5, "status": 3, "step_ip_status": [{{Host}}, {{Host}}], "step_ip_status": [{{Host}}]}]}], "job_instance": {{Job}}}""")]
    [InlineData($$"""{"job_instance": {"job_instance_id": 7, "status": 2, "name": "old"}, "job_instance": {{Job}}, "blocks": [{{Block}}]}""")]
    public async Task Last_one_counts(string data)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault { Body = $$"""{"result": true, "data": {{data}}}""" });

        JobInstance job = await SimulatorFixture.InvokeAsync(bench.Connect());

        Assert.Equal(100, job.Id);
        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal("", job.Name);
        Assert.Single(job.Steps);
        Assert.Equal(1, job.Hosts?.Total);
    }

    /// <summary>Of v3 and v4: lists of steps, lists of hosts, jobs.</summary>
    public static TheoryData<BkJobApi, string> LaterData => new()
    {
        { BkJobApi.EsbV3, $"{TwoSteps}, {OneStep}, {TheJob}" },
        { BkJobApi.GatewayV4, $"{TwoSteps}, {OneStep}, {TheJob}" },
        { BkJobApi.GatewayV3, $$""" "step_instance_list": [{{TwiceInV3}}], {{TheJob}} """ },
        { BkJobApi.GatewayV4, $$""" "step_instance_list": [{{TwiceInV4}}], {{TheJob}} """ },
        { BkJobApi.GatewayV3, $$""" "job_instance": {"name": "old", "status": 2}, {{TheJob}}, {{OneStep}} """ },
    };

    [Theory]
    [MemberData(nameof(LaterData))]
    public async Task Last_one_counts_in_v3_and_v4(BkJobApi api, string data)
    {
        JobInstance job = await StubServer.ReadAsync(api, $$"""{"data": { {{data}} } }""");

        Assert.Equal((100, JobStatus.Failed, ""), (job.Id, job.Status, job.Name));
        Assert.Single(Assert.Single(job.Steps).IpStatuses);
        Assert.Equal(1, job.Hosts?.Total);
    }
}
