using System.Globalization;
using System.Text.Json.Nodes;
using BkJob.Core.Tests.Support;
using BkJob.History;
using BkJob.Operations;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.History;

/// <summary>Recorded responses of lists, plans and variables: what is read from each.</summary>
public sealed class ListPayloadTests
{
    private static readonly JobScope Scope = new(37, null, null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(GatewayV3, "v3-20-job-instance-list-page1-via-apigw", "20000483040 Succeeded, 20000483039 Failed, 20000483038 Running, 20000483037 WaitingForUser, 20000483036 Terminated", 7)]
    [InlineData(EsbV3, "v3-22-job-instance-list-empty-data-null-via-esb", "", 0)]
    [InlineData(GatewayV3, "v3-23-job-instance-list-by-id-pending-via-apigw", "20000483500 NotStarted", 1)]
    [InlineData(GatewayV3, "v3-05-job-instance-list-via-apigw", "20000482006 Failed, 20000481190 Running", 2)]
    [InlineData(GatewayV4, "v4-20-job-instance-list", "20000483040 Succeeded, 20000483039 Failed, 20000483038 Running", null)]
    [InlineData(GatewayV4, "v4-21-job-instance-list-last-page-empty", "", null)]
    [InlineData(GatewayV4, "v4-22-job-instance-list-pending", "20000483500 NotStarted", null)]
    public async Task History_page_is_read(BkJobApi api, string payload, string rows, int? total)
    {
        await using StubServer server = Serve(payload);
        JobInstancePage page = await server.Connect(api).GetJobInstancePageAsync(new JobInstanceListRequest(Scope, 1, 2, 0, 5), null, Stop);
        Assert.Equal(rows, string.Join(", ", page.Rows.Select(row => $"{row.Id} {row.Status}")));
        Assert.Equal(total, page.Total);
    }

    [Theory]
    [InlineData(GatewayV3, "v3-20-job-instance-list-page1-via-apigw")]
    [InlineData(GatewayV4, "v4-20-job-instance-list")]
    public async Task Row_has_all_values(BkJobApi api, string payload)
    {
        await using StubServer server = Serve(payload);
        JobInstancePage page = await server.Connect(api).GetJobInstancePageAsync(new JobInstanceListRequest(Scope, 1, 2, 0, 5), null, Stop);
        JobInstanceSummary job = page.Rows[0];
        Assert.Equal((37, "biz", "37", "Nightly log cleanup"), (job.BizId, job.ScopeType, job.ScopeId, job.Name));
        Assert.Equal((JobType.Plan, "sys_cron", StartWay.Scheduled, 1000732, 1000101), (job.Type, job.Operator, job.StartWay, job.PlanId, job.TemplateId));
        Assert.Equal(
            (1784510100000, 1784510101000, 1784510161000),
            (job.CreateTime?.ToUnixTimeMilliseconds(), job.StartTime?.ToUnixTimeMilliseconds(), job.EndTime?.ToUnixTimeMilliseconds()));
        Assert.Equal((TimeSpan.FromMilliseconds(59940), true, JobOutcome.Succeeded), (job.TotalTime, job.IsFinished, job.Outcome));
    }

    [Theory]
    [InlineData(GatewayV3, "v3-30-job-plan-list-via-apigw", "1000732 1000101 False, 1000733 1000101 True, 1000740 1000105 False")]
    [InlineData(EsbV3, "v3-32-job-plan-list-same-name-two-templates-via-esb", "1000801 1000110 , 1000790 1000108 ")]
    [InlineData(GatewayV3, "v3-33-job-plan-list-empty-via-apigw", "")]
    [InlineData(EsbV2, "v2-43-get_job_list-page", "1000732  , 1000740  ")]
    public async Task Plan_page_is_read(BkJobApi api, string payload, string rows)
    {
        await using StubServer server = ServeWithoutSibling(api, payload);
        var plans = new List<JobPlan>();
        await foreach (JobPlan plan in JobPlanSearch.ReadAsync(server.Connect(api), new JobPlanListRequest(Scope, 0, 0), null, Stop))
        {
            plans.Add(plan);
        }

        Assert.Equal(rows, string.Join(", ", plans.Select(plan => $"{plan.Id} {plan.TemplateId} {plan.NeedUpdate}")));
        Assert.All(plans, plan => Assert.Equal((false, null, null), (plan.DetailIncluded, plan.Variables, plan.Steps)));
        Assert.All(plans, plan => Assert.Equal(2026, plan.CreateTime?.Year));
    }

    [Theory]
    [InlineData(GatewayV3, "v3-31-job-plan-detail-via-apigw",
        "KEEP_DAYS String True 14 - True; TARGETS Host True  2000511 (0:198.51.100.11); topo:module/1000; group:c0ffee00dyn1 True; DB_PASSWORD Cipher False  - True; DIRS IndexedArray False (\"/data\" \"/var/log\") - False",
        "2001 Purge archived logs Script root TARGETS -; 2002 Ask release manager Confirmation   -")]
    [InlineData(EsbV2, "v2-46-get_job_detail-job2x",
        "TARGETS Host   0:198.51.100.11; 0:198.51.100.12; topo:module/1000; group:c0ffee00dyn1 ; KEEP_DAYS String  14 - ; DB_PASSWORD Cipher   - ",
        "2001 Purge archived logs Script root  0:198.51.100.11; 2002 Ask release manager Confirmation   -")]
    public async Task Plan_detail_is_read(BkJobApi api, string payload, string variables, string steps)
    {
        await using StubServer server = ServeWithoutSibling(api, payload);
        JobPlan plan = await server.Connect(api).GetJobPlanAsync(new JobPlanRequest(1000732, Scope), null, Stop);
        Assert.True(plan.DetailIncluded);
        Assert.Equal(variables, string.Join("; ", plan.Variables!.Select(variable =>
            $"{variable.Name} {variable.Type} {variable.IsRequired} {variable.Default} {variable.DefaultTarget?.ToString() ?? "-"} {variable.IsUsed}")));
        Assert.Equal(steps, string.Join("; ", plan.Steps!.Select(step =>
            $"{step.Id} {step.Name} {step.Type} {step.Account} {step.TargetVariable} {step.Target?.ToString() ?? "-"}")));
    }

    [Fact]
    public async Task Host_is_counted_once()
    {
        JsonNode body = Payload.Json("v3-31-job-plan-detail-via-apigw");
        body["data"]!["global_var_list"]![1]!["server"]!["host_id_list"] = new JsonArray(2000511, 2000512);
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body.ToJsonString()));
        JobPlan plan = await server.Connect(GatewayV3).GetJobPlanAsync(new JobPlanRequest(1000732, Scope), null, Stop);
        BkJobTarget target = plan.Variables![1].DefaultTarget!;
        Assert.Equal([2000511, 2000512], target.HostIds);
        Assert.Equal(["0:198.51.100.11"], target.Addresses);
        Assert.Equal(2, target.Count);
    }

    /// <summary>Plan times are seconds, though the API documentation shows milliseconds.</summary>
    [Theory]
    [InlineData("1780000000")]
    [InlineData("1780000000000")]
    public async Task Plan_time_is_read_by_its_magnitude(string time)
    {
        JsonNode body = Payload.Json("v3-31-job-plan-detail-via-apigw");
        body["data"]!["create_time"] = long.Parse(time, CultureInfo.InvariantCulture);
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body.ToJsonString()));
        JobPlan plan = await server.Connect(GatewayV3).GetJobPlanAsync(new JobPlanRequest(1000732, Scope), null, Stop);
        Assert.Equal(1780000000, plan.CreateTime?.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("id", "1000733")]
    [InlineData("bk_scope_id", "\"38\"")]
    [InlineData("create_time", "999999999999999")]
    public async Task Plan_of_another_request_is_rejected(string field, string value)
    {
        JsonNode body = Payload.Json("v3-31-job-plan-detail-via-apigw");
        body["data"]![field] = JsonNode.Parse(value);
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body.ToJsonString()));
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(() => server.Connect(GatewayV3).GetJobPlanAsync(
            new JobPlanRequest(1000732, new JobScope(37, "biz", "37")), null, Stop));
        Assert.Equal(BkJobErrorKind.InvalidResponse, e.Kind);
    }

    [Fact]
    public async Task Template_is_not_supported_over_ESB_v2()
    {
        await using StubServer server = ServeWithoutSibling(EsbV2, "v2-43-get_job_list-page");
        var request = new JobPlanListRequest(Scope, 0, 0) { TemplateId = 1 };
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(
            async () => await JobPlanSearch.ReadAsync(server.Connect(EsbV2), request, null, Stop).GetAsyncEnumerator(Stop).MoveNextAsync());
        Assert.Equal(BkJobErrorKind.NotSupported, e.Kind);
    }

    [Theory]
    [InlineData(GatewayV3, "v3-60-global-var-value-via-apigw", 20000482006,
        "20000951771 KEEP_DAYS=14 String, 20000951771 RESULT= String, 20000951772 KEEP_DAYS=14 String, 20000951772 RESULT=removed 412 files String")]
    [InlineData(GatewayV3, "v3-61-global-var-value-ad-hoc-empty-via-apigw", 20000483500, "")]
    [InlineData(EsbV3, "v3-62-global-var-value-null-list-via-esb", 20000482006, "")]
    [InlineData(EsbV2, "v2-34-get_job_instance_global_var_value", 20000482006, "20000951771 KEEP_DAYS=14 String, 20000951771 TARGETS= Host")]
    [InlineData(EsbV2, "v2-44-get_job_instance_global_var_value-strings-only-job3x", 20000482006, "20000951771 KEEP_DAYS=14 String")]
    public async Task Variables_are_read(BkJobApi api, string payload, long job, string variables)
    {
        await using StubServer server = ServeWithoutSibling(api, payload);
        IReadOnlyList<JobVariable> read = await server.Connect(api).GetJobVariablesAsync(new JobVariableRequest(job, Scope), null, Stop);
        Assert.Equal(variables, string.Join(", ", read.Select(variable => $"{variable.StepInstanceId} {variable} {variable.Type}")));
        Assert.All(read, variable => Assert.Equal(job, variable.JobInstanceId));
    }

    [Theory]
    [InlineData(GatewayV3, "v3-60-global-var-value-via-apigw", "step_instance_var_list", "global_var_list", "type")]
    [InlineData(EsbV2, "v2-34-get_job_instance_global_var_value", "job_instance_var_values", "step_instance_var_values", "category")]
    public async Task Value_of_a_cipher_is_not_read(BkJobApi api, string payload, string steps, string values, string type)
    {
        JsonNode body = Payload.Json(payload);
        JsonNode cipher = body["data"]![steps]![0]![values]![0]!;
        (cipher[type], cipher["value"]) = (4, "not-to-be-shown");
        await using StubServer server = ServeWithoutSibling(api, body);
        IReadOnlyList<JobVariable> read = await server.Connect(api).GetJobVariablesAsync(new JobVariableRequest(20000482006, Scope), null, Stop);
        Assert.Equal((VariableType.Cipher, null), (read[0].Type, read[0].Value));
    }

    private static StubServer Serve(string payload) => new(_ => RawServer.CreateResponse(200, Payload.Text(payload)));

    private static StubServer ServeWithoutSibling(BkJobApi api, string payload) => ServeWithoutSibling(api, Payload.Json(payload));

    // A client of ESB v2 tries ESB v3 first.
    private static StubServer ServeWithoutSibling(BkJobApi api, JsonNode body) => new(request =>
        api == EsbV2 && request.Path.Contains("/jobv3/", StringComparison.Ordinal)
            ? RawServer.CreateResponse(404, """{"result":false,"code":1306405,"message":"not found","data":null}""")
            : RawServer.CreateResponse(200, body.ToJsonString()));
}
