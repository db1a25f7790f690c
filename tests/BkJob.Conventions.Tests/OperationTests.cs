using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using BkJob.Logs;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Simulator;
using BkJob.Starts;
using BkJob.Streaming;
using static BkJob.BkJobApi;

namespace BkJob.Conventions.Tests;

/// <summary>What docs/adding-an-endpoint.md requires of every operation.</summary>
public sealed class OperationTests
{
    /// <summary>The business of the recorded responses.</summary>
    private static readonly JobScope s_scope = new(37, null, null);

    private static readonly BkJobTarget s_target = TargetReader.Read("0:10.0.0.1", defaultCloudId: null);

    private static readonly JobAccount s_account = new("root", null);

    private static readonly OperationSample[] Samples =
    [
        new OperationSample<JobInstanceQuery, JobInstance>(
            GetJobInstanceStatus.Operation,
            ids => new JobInstanceQuery(ids.JobInstanceId, s_scope),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-04-failed-partial-ips-job3x", "v2-20-failed-partial-job2x-seedshape"],
                [EsbV3] = ["v3-03-waiting-user-via-esb"],
                [GatewayV3] = ["v3-02-failed-with-ip-results-via-apigw"],
                [GatewayV4] = ["v4-01-failed-with-objects"],
            }),
        new OperationSample<JobOperationRequest, long>(
            OperateJobInstance.Operation,
            ids => new JobOperationRequest(ids.JobInstanceId, s_scope, OperationCode: 1),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-32-operate_job_instance-ok"],
                [EsbV3] = ["v3-50-operate-job-instance-ok-via-apigw"],
                [GatewayV3] = ["v3-50-operate-job-instance-ok-via-apigw"],
            }),
        new OperationSample<StepOperationRequest, long>(
            OperateStepInstance.Operation,
            ids => new StepOperationRequest(ids.JobInstanceId, ids.StepInstanceId, s_scope, OperationCode: 2),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-45-operate_step_instance-retry-ok"],
                [EsbV3] = ["v3-51-operate-step-instance-ok-via-esb"],
                [GatewayV3] = ["v3-51-operate-step-instance-ok-via-esb"],
            }),
        new OperationSample<PlanStartRequest, CreatedJob>(
            ExecuteJobPlan.Operation,
            ids => new PlanStartRequest(1, s_scope, []),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-40-execute_job-ok"],
                [EsbV3] = ["v3-40-execute-job-plan-ok-via-apigw"],
                [GatewayV3] = ["v3-40-execute-job-plan-ok-via-apigw"],
            }),
        new OperationSample<ScriptStartRequest, CreatedJob>(
            FastExecuteScript.Operation,
            ids => new ScriptStartRequest(s_scope, s_target, s_account) { Content = "true", Language = ScriptLanguage.Shell },
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-41-fast_execute_script-ok"],
                [EsbV3] = ["v3-41-fast-execute-script-ok-via-esb"],
                [GatewayV3] = ["v3-41-fast-execute-script-ok-via-esb"],
                [GatewayV4] = ["v4-30-fast-execute-script-ok"],
            }),
        new OperationSample<FileStartRequest, CreatedJob>(
            FastTransferFile.Operation,
            ids => new FileStartRequest(s_scope, ["/data/a"], s_target, s_account, "/data/", s_target, s_account),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-42-fast_push_file-ok"],
                [EsbV3] = ["v3-42-fast-transfer-file-ok-via-apigw"],
                [GatewayV3] = ["v3-42-fast-transfer-file-ok-via-apigw"],
            }),
        new OperationSample<ConfigFileStartRequest, CreatedJob>(
            PushConfigFile.Operation,
            ids => new ConfigFileStartRequest(s_scope, [new ConfigFile("a", "a"u8.ToArray())], "/data/", s_target, s_account),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-42-fast_push_file-ok"],
                [EsbV3] = ["v3-42-fast-transfer-file-ok-via-apigw"],
                [GatewayV3] = ["v3-42-fast-transfer-file-ok-via-apigw"],
            }),
        new OperationSample<HostLogRequest, HostLogResult>(
            GetHostLogs.Operation,
            CreateLogRequest,
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-35-get_job_instance_log-file-step-job3x", "v2-37-get_job_instance_log-escaped-three-steps-job3x"],
                [EsbV3] = ["v3-13-batch-ip-log-script-one-host-missing-via-esb"],
                [GatewayV3] = ["v3-14-batch-ip-log-file-via-apigw", "v3-15-batch-ip-log-none-null-lists-via-apigw"],
                [GatewayV4] = ["v4-10-object-log-script", "v4-11-object-log-file", "v4-12-object-log-empty", "v4-13-object-log-container"],
            }),
        new OperationSample<HostLogRequest, HostLogResult>(
            GetHostLog.Operation,
            CreateLogRequest,
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV3] = ["v3-12-ip-log-nothing-yet-via-esb"],
                [GatewayV3] = ["v3-10-ip-log-script-via-apigw", "v3-11-ip-log-file-via-apigw"],
            }),
        new OperationSample<JobInstanceListRequest, JobInstancePage>(
            GetJobInstanceList.Operation,
            _ => new JobInstanceListRequest(s_scope, 1, 2, Start: 0, Length: 20),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV3] = ["v3-05-job-instance-list-via-apigw"],
                [GatewayV3] = ["v3-20-job-instance-list-page1-via-apigw", "v3-23-job-instance-list-by-id-pending-via-apigw"],
                [GatewayV4] = ["v4-20-job-instance-list"],
            }),
        new OperationSample<JobPlanListRequest, JobPlanPage>(
            GetJobPlanList.Operation,
            _ => new JobPlanListRequest(s_scope, Start: 0, Length: 20),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-43-get_job_list-page"],
                [EsbV3] = ["v3-32-job-plan-list-same-name-two-templates-via-esb"],
                [GatewayV3] = ["v3-30-job-plan-list-via-apigw"],
            }),
        new OperationSample<JobPlanRequest, JobPlan>(
            GetJobPlanDetail.Operation,
            ids => new JobPlanRequest(ids.PlanId, s_scope),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-46-get_job_detail-job2x"],
                [EsbV3] = ["v3-31-job-plan-detail-via-apigw"],
                [GatewayV3] = ["v3-31-job-plan-detail-via-apigw"],
            }),
        new OperationSample<JobVariableRequest, IReadOnlyList<JobVariable>>(
            GetJobInstanceGlobalVarValue.Operation,
            ids => new JobVariableRequest(ids.JobInstanceId, s_scope),
            new Dictionary<BkJobApi, string[]>
            {
                [EsbV2] = ["v2-34-get_job_instance_global_var_value"],
                [EsbV3] = ["v3-60-global-var-value-via-apigw"],
                [GatewayV3] = ["v3-60-global-var-value-via-apigw"],
            }),
    ];

    public static TheoryData<string, BkJobApi> EachApi =>
        [.. Samples.SelectMany(sample => sample.Apis.Select(api => (sample.Name, api)))];

    public static TheoryData<string, BkJobApi, string> EachPayload => [.. Samples.SelectMany(sample =>
        sample.Apis.SelectMany(api => sample.Payloads[api].Select(payload => (sample.Name, api, payload))))];

    [Fact]
    public void Every_operation_has_a_sample()
    {
        object[] declared = [.. typeof(Operation<,>).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Operation<,>))
            .Select(field => field.GetValue(null)!)];
        Assert.Equal(declared.ToHashSet(), Samples.Select(sample => sample.Operation).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(EachPayload))]
    public async Task Recorded_response_is_read(string operation, BkJobApi api, string payload) =>
        Assert.Null((await new PayloadFile(payload).ReadAsync(Find(operation), api)).Error);

    [Theory]
    [MemberData(nameof(EachPayload))]
    public async Task Null_is_read_like_an_absent_field(string operation, BkJobApi api, string payload)
    {
        var file = new PayloadFile(payload);
        foreach (string[] path in file.Paths)
        {
            Assert.Equal(
                await file.ReadAsync(Find(operation), api, JsonPaths.Remove(file.Body, path)),
                await file.ReadAsync(Find(operation), api, JsonPaths.Replace(file.Body, path, null)));
        }
    }

    [Theory]
    [MemberData(nameof(EachPayload))]
    public async Task Field_that_is_sent_twice_counts_once(string operation, BkJobApi api, string payload)
    {
        var file = new PayloadFile(payload);
        OperationReading expected = await file.ReadAsync(Find(operation), api);
        foreach (string[] path in file.Paths)
        {
            Assert.Equal(expected, await file.ReadAsync(Find(operation), api, JsonPaths.Duplicate(file.Body, path)));
        }
    }

    /// <summary>A value of a wrong type names the path of its field, or belongs to a field that is not read.</summary>
    [Theory]
    [MemberData(nameof(EachPayload))]
    public async Task Wrong_type_names_its_field(string operation, BkJobApi api, string payload)
    {
        var file = new PayloadFile(payload);
        int rejected = 0;
        foreach (string[] path in file.Paths)
        {
            var wrong = new JsonArray(new JsonArray());
            if ((await file.ReadAsync(Find(operation), api, JsonPaths.Replace(file.Body, path, wrong))).Error is { } error)
            {
                Assert.Contains(JsonPaths.Format(path), error, StringComparison.Ordinal);
                rejected++;
            }
        }

        Assert.NotEqual(0, rejected);
    }

    [Theory]
    [MemberData(nameof(EachApi))]
    public async Task Simulator_has_a_route(string operation, BkJobApi api)
    {
        await using SimulatorServer simulator = await SimulatorServer.StartAsync(new SimulatorOptions(), TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var secret = new NetworkCredential("", "demo-secret").SecurePassword;
        var options = new BkJobClientOptions { Server = simulator.Address, Api = api, AppCode = "ops", AppSecret = secret, UserName = "admin" };
        using HttpRequestMessage request = Find(operation).Write(options);
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        JsonNode? body = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        string code = $"{body?["code"] ?? body?["error"]?["code"]}";
        Assert.DoesNotContain(code, new[] { "1306404", "1306405", "1640401" });
    }

    [Theory]
    [MemberData(nameof(EachApi))]
    public void Command_or_list_is_sent_by_POST(string operation, BkJobApi api)
    {
        using HttpRequestMessage request = Find(operation).Write(new BkJobClientOptions { Server = new Uri("http://server/"), Api = api, AppCode = "ops" });
        Assert.Equal(Find(operation).IsCommand || Find(operation).HasLists ? HttpMethod.Post : HttpMethod.Get, request.Method);
    }

    [Fact]
    public void Properties_of_results_are_nullable()
    {
        var nullability = new NullabilityInfoContext();
        Type[] results = [.. typeof(JobJson).Assembly.GetTypes().Where(type => type.Name.EndsWith("Dto", StringComparison.Ordinal))];
        Assert.NotEmpty(results);
        Assert.All(
            results.SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)),
            property => Assert.Equal(NullabilityState.Nullable, nullability.Create(property).ReadState));
    }

    private static HostLogRequest CreateLogRequest(PayloadIds ids)
    {
        var step = new StepInstance { Id = ids.StepInstanceId, JobInstanceId = ids.JobInstanceId };
        return new HostLogRequest(ids.JobInstanceId, ids.StepInstanceId, s_scope, [new StepIpStatus(step, HostColumns.Empty, 0)]);
    }

    private static OperationSample Find(string name) => Samples.Single(sample => sample.Name == name);
}
