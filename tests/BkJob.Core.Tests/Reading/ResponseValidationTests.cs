using System.Text.Json.Nodes;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>A response is that of the requested job, and a list of hosts that is null is not a list without hosts.</summary>
public sealed class ResponseValidationTests
{
    private const string HostsV2 = "data.blocks[0].step_instances[0].step_ip_status";
    private const string HostsV3 = "data.step_instance_list[0].step_ip_result_list";
    private const string HostsV4 = "data.step_instance_list[0].step_execute_object_result_list";

    public static TheoryData<BkJobApi> Apis => [.. Enum.GetValues<BkJobApi>()];

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Response_of_another_job_is_invalid(BkJobApi api)
    {
        foreach (long received in new[] { 101L, 1, -100, 4294967396, long.MaxValue })
        {
            string body = Bodies.With(EpochBodies.Of(api), "data.job_instance.job_instance_id", $"{received}");
            await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));

            BkJobException error = await SimulatorFixture.FailAsync(server.Connect(api, settings => settings with { MaximumRetryCount = 3 }));

            Assert.Equal(
                (BkJobErrorKind.InvalidResponse, "data.job_instance.job_instance_id", false), (error.Kind, error.Field, error.IsTransient));
            Assert.Contains($"job instance {received}, but job instance 100 was requested", error.Message, StringComparison.Ordinal);
            Assert.Single(server.Requests);
        }
    }

    /// <summary>The requested scope, what the response has of it, and whether both can be the same.</summary>
    [Theory]
    [InlineData(1L, null, null, """{"bk_biz_id":1,"bk_scope_type":"biz","bk_scope_id":"1"}""", true)]
    [InlineData(1L, null, null, """{"bk_biz_id":null,"bk_scope_type":"biz","bk_scope_id":"1"}""", true)]
    [InlineData(1L, null, null, """{"bk_biz_id":null,"bk_scope_type":null,"bk_scope_id":null}""", true)]
    [InlineData(1L, "biz", "1", """{"bk_biz_id":1,"bk_scope_type":null,"bk_scope_id":null}""", true)]
    [InlineData(9991001L, null, null, """{"bk_biz_id":9991001,"bk_scope_type":"biz_set","bk_scope_id":"9991001"}""", true)]
    [InlineData(9991001L, "biz_set", "9991001", """{"bk_biz_id":9991001,"bk_scope_type":"biz_set","bk_scope_id":"9991001"}""", true)]
    [InlineData(null, "tenant_set", "3", """{"bk_biz_id":3,"bk_scope_type":"tenant_set","bk_scope_id":"3"}""", true)]
    [InlineData(1L, null, null, """{"bk_biz_id":2,"bk_scope_type":"biz","bk_scope_id":"2"}""", false)]
    [InlineData(1L, null, null, """{"bk_biz_id":2,"bk_scope_type":null,"bk_scope_id":null}""", false)]
    [InlineData(1L, "biz", "1", """{"bk_biz_id":1,"bk_scope_type":"biz_set","bk_scope_id":"1"}""", false)]
    [InlineData(1L, "biz", "1", """{"bk_biz_id":2,"bk_scope_type":null,"bk_scope_id":null}""", false)]
    [InlineData(9991001L, "biz_set", "9991001", """{"bk_biz_id":9991001,"bk_scope_type":"biz_set","bk_scope_id":"9991002"}""", false)]
    [InlineData(null, "tenant_set", "3", """{"bk_biz_id":null,"bk_scope_type":"tenant_set","bk_scope_id":"4"}""", false)]
    public async Task Response_of_another_scope_is_invalid_for_a_command(long? bizId, string? type, string? id, string received, bool isValid)
    {
        foreach (BkJobApi api in Enum.GetValues<BkJobApi>())
        {
            string body = EpochBodies.Of(api);
            foreach ((string field, JsonNode? value) in JsonNode.Parse(received)!.AsObject())
            {
                body = Bodies.With(body, $"data.job_instance.{field}", value?.ToJsonString() ?? "null");
            }

            await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
            Exception? error = await Record.ExceptionAsync(() => SimulatorFixture.InvokeAsync(
                server.Connect(api), SimulatorFixture.Query with { Scope = new JobScope(bizId, type, id), IsOfCommand = true }));
            Assert.Equal(
                isValid ? (null, null) : (BkJobErrorKind.InvalidResponse, "data.job_instance.bk_biz_id"),
                ((error as BkJobException)?.Kind, (error as BkJobException)?.Field));
        }
    }

    /// <summary>A job with a part of it missing would be misleading. The error names the field as the API does, with its place.</summary>
    [Theory]
    [InlineData("data.job_instance")]
    [InlineData("data.job_instance.job_instance_id")]
    [InlineData("data.job_instance.status")]
    [InlineData("data.blocks[0].step_instances[0].step_instance_id")]
    [InlineData("data.blocks[0].step_instances[0].status")]
    [InlineData("data.blocks[0].step_instances[0].operation_list[0].operation_code")]
    [InlineData("data.blocks[0].step_instances[0].step_ip_status[0].status")]
    public async Task Required_field_that_is_null_is_named(string field)
    {
        string body = Bodies.With(Bodies.EveryField, field, "null");
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
        BkJobException error = await SimulatorFixture.FailAsync(server.Connect(BkJobApi.EsbV2));
        Assert.Equal((BkJobErrorKind.InvalidResponse, field), (error.Kind, error.Field));
    }

    [Fact]
    public async Task Name_that_is_null_is_empty()
    {
        string body = Bodies.With(
            Bodies.With(Bodies.EveryField, "data.job_instance.name", "null"), "data.blocks[0].step_instances[0].operation_list[0].operation_name", "null");
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
        JobInstance job = await SimulatorFixture.InvokeAsync(server.Connect(BkJobApi.EsbV2), SimulatorFixture.Query);
        Assert.Equal(("", ""), (job.Name, job.Steps[0].Operations[0].Name));
    }

    /// <summary>A field, what stands in its place, and whether the hosts of the job and its step are then included.</summary>
    public static TheoryData<BkJobApi, string, string?, bool> Lists => new()
    {
        { BkJobApi.EsbV2, HostsV2, "null", false },
        { BkJobApi.EsbV2, HostsV2, null, false },
        { BkJobApi.EsbV2, HostsV2, "[]", true },
        { BkJobApi.EsbV3, HostsV3, "null", false },
        { BkJobApi.EsbV3, HostsV3, null, false },
        { BkJobApi.EsbV3, HostsV3, "[]", true },
        { BkJobApi.GatewayV3, HostsV3, "null", false },
        { BkJobApi.GatewayV4, HostsV4, "null", false },
        { BkJobApi.GatewayV4, HostsV4, null, false },
        { BkJobApi.GatewayV4, HostsV4, "[]", true },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Null_host_list_is_not_included(BkJobApi api, string field, string? json, bool isIncluded)
    {
        JobInstance job = await StubServer.ReadAsync(api, Bodies.With(EpochBodies.Of(api), field, json));

        Assert.Equal((isIncluded, isIncluded), (job.HostsIncluded, job.Steps[0].HostsIncluded));
        Assert.Equal((isIncluded, isIncluded), (job.Hosts is not null, job.Steps[0].Hosts is not null));
    }

    /// <summary>That a step of this type has no hosts is only concluded if the server sends none.</summary>
    [Fact]
    public async Task Hosts_that_v4_sends_for_a_confirmation_are_kept()
    {
        JobInstance job = await StubServer.ReadAsync(
            BkJobApi.GatewayV4, Bodies.With(EpochBodies.Of(BkJobApi.GatewayV4), "data.step_instance_list[0].type", "3"));

        Assert.NotEmpty(job.Steps[0].IpStatuses);
    }

    [Theory]
    [InlineData(BkJobApi.EsbV2, "data.blocks")]
    [InlineData(BkJobApi.EsbV2, "data.blocks[0].step_instances")]
    [InlineData(BkJobApi.EsbV3, "data.step_instance_list")]
    [InlineData(BkJobApi.GatewayV4, "data.step_instance_list")]
    public async Task Null_step_list_does_not_include_hosts(BkJobApi api, string field)
    {
        JobInstance job = await StubServer.ReadAsync(api, Bodies.With(EpochBodies.Of(api), field, "null"));

        Assert.Equal((false, null, 0), (job.HostsIncluded, job.Hosts, job.Steps.Count));
    }

    /// <summary>Status and type of a second step without a list, and whether v4, which leaves empty lists out, has hidden hosts by it.</summary>
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(14, 1, false)]
    [InlineData(7, 3, false)]
    [InlineData(3, 3, false)]
    [InlineData(2, 1, true)]
    [InlineData(4, 2, true)]
    [InlineData(5, 1, true)]
    public async Task Step_without_hosts_is_included_in_v4_only(int status, int type, bool hasHosts)
    {
        const string Steps = "\"step_instance_list\": [";
        string step = Steps + FormattableString.Invariant($"{{\"step_instance_id\": 201, \"status\": {status}, \"type\": {type}}},");

        JobInstance v4 = await StubServer.ReadAsync(BkJobApi.GatewayV4, EpochBodies.V4.Replace(Steps, step, StringComparison.Ordinal));
        JobInstance v3 = await StubServer.ReadAsync(BkJobApi.EsbV3, EpochBodies.V3.Replace(Steps, step, StringComparison.Ordinal));

        Assert.Equal((!hasHosts, !hasHosts), (v4.HostsIncluded, v4.Steps[0].HostsIncluded));
        Assert.Equal((false, false, true), (v3.HostsIncluded, v3.Steps[0].HostsIncluded, v3.Steps[1].HostsIncluded));
        Assert.Equal(hasHosts, v3.Hosts is null);
    }

    /// <summary>Requested once more when the job has ended, and then reported beside it.</summary>
    [Theory]
    [InlineData(BkJobApi.EsbV2, HostsV2)]
    [InlineData(BkJobApi.EsbV3, HostsV3)]
    [InlineData(BkJobApi.GatewayV4, HostsV4)]
    public async Task Null_host_list_is_requested_once_by_a_wait(BkJobApi api, string field)
    {
        string body = Bodies.With(EpochBodies.Of(api), field, "null");
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
        var events = new List<WaitEvent>();

        await new JobWaiter(server.Connect(api), new WaitOptions { IncludeHosts = true, Timeout = TimeSpan.FromMinutes(1) })
            .RunAsync([SimulatorFixture.Query], events.Add, TestContext.Current.CancellationToken).InTimeAsync();

        JobCompleted arrived = Assert.Single(events.OfType<JobCompleted>());
        Assert.Equal((JobStatus.Failed, false), (arrived.Job.Status, arrived.Job.HostsIncluded));
        Assert.Equal(BkJobErrorKind.InvalidResponse, arrived.HostsFault?.Kind);
        Assert.Contains("200 Step", arrived.HostsFault!.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }
}
