using System.Text;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>A valid request of each start.</summary>
internal static class StartSamples
{
    public const long PlanId = 500;

    private const string Target = "\"target_server\": {\"host_id_list\": [2000001, 2000003]}";

    private const string AddressTarget = "\"ip_list\": [{\"bk_cloud_id\": 0, \"ip\": \"10.0.0.1\"}, {\"bk_cloud_id\": 0, \"ip\": \"10.0.0.3\"}]";

    /// <summary>Every API of every start, with the operation.</summary>
    public static readonly (string Operation, ServerApis Api)[] All =
    [
        ("execute_job_plan", EsbV3), ("execute_job_plan", GatewayV3), ("execute_job", EsbV2),
        ("fast_execute_script", EsbV2), ("fast_execute_script", EsbV3), ("fast_execute_script", GatewayV3), ("fast_execute_script", GatewayV4),
        ("fast_transfer_file", EsbV3), ("fast_transfer_file", GatewayV3), ("fast_push_file", EsbV2),
        ("push_config_file", EsbV2), ("push_config_file", EsbV3), ("push_config_file", GatewayV3),
    ];

    public static SimulatedPlan Plan => new()
    {
        Id = PlanId,
        Name = "Restart",
        TemplateId = 77,
        Steps =
        [
            new() { Name = "Stop", TargetVariable = "HOSTS", Script = "stop.sh\n" },
            new() { Name = "Start", TargetVariable = "HOSTS", Script = "start.sh\n" },
        ],
        Variables =
        [
            new() { Id = 1, Name = "VERSION", Value = "1.0", Required = true },
            new() { Id = 2, Name = "HOSTS", Type = 3, Required = true, Hosts = [new(2_000_001, "10.0.0.1"), new(null, "10.0.0.2")] },
            new() { Id = 3, Name = "PASSWORD", Type = 4, Value = "secret" },
        ],
    };

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The parameters of a valid request, as the inner part of a JSON object.</summary>
    public static string Of(string operation, ServerApis api) => (operation, api) switch
    {
        ("execute_job_plan", _) => $"\"job_plan_id\": {PlanId}",
        ("execute_job", _) => $"\"bk_job_id\": {PlanId}",
        ("fast_execute_script", EsbV2) =>
            $"\"script_content\": \"{Base64("echo 1")}\", \"script_type\": 1, \"account\": \"root\", {AddressTarget}",
        ("fast_execute_script", GatewayV4) =>
            $"\"script_content\": \"{Base64("echo 1")}\", \"script_language\": 1, \"account_alias\": \"root\", "
                + "\"execute_target\": {\"host_list\": [{\"bk_host_id\": 2000001}, {\"bk_cloud_id\": 0, \"ip\": \"10.0.0.3\"}]}",
        ("fast_execute_script", _) =>
            $"\"script_content\": \"{Base64("echo 1")}\", \"script_language\": 1, \"account_alias\": \"root\", {Target}",
        ("fast_transfer_file", _) =>
            "\"file_target_path\": \"/opt/\", \"account_id\": 5, \"file_source_list\": [{\"file_list\": [\"/data/a.txt\"], "
                + "\"account\": {\"alias\": \"root\"}, \"server\": {\"host_id_list\": [2000009]}}], " + Target,
        ("fast_push_file", _) =>
            "\"file_target_path\": \"/opt/\", \"account\": \"root\", \"file_source\": [{\"files\": [\"/data/a.txt\"], "
                + "\"account\": \"root\", \"ip_list\": [{\"bk_cloud_id\": 0, \"ip\": \"10.0.0.9\"}]}], " + AddressTarget,
        ("push_config_file", EsbV2) =>
            $"\"file_target_path\": \"/etc/\", \"account\": \"root\", \"file_list\": [{{\"file_name\": \"a.ini\", "
                + $"\"content\": \"{Base64("[a]")}\"}}], {AddressTarget}",
        _ =>
            $"\"file_target_path\": \"/etc/\", \"account_alias\": \"root\", \"file_list\": [{{\"file_name\": \"a.ini\", "
                + $"\"content\": \"{Base64("[a]")}\"}}], {Target}",
    };

    /// <summary>Sends a valid request with more parameters.</summary>
    public static Task<ApiResponse> StartSampleAsync(this ApiHarness harness, string operation, ServerApis api, string more = "") =>
        harness.PostAsync(api, operation, $"{{{Of(operation, api)}{(more.Length == 0 ? "" : $", {more}")}}}");
}
