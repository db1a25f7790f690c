using System.Net;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Starts;
using BkJob.Transport;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Operations;

/// <summary>The parameters of a start, exactly as each API names and structures them (protocol-actions.md §4).</summary>
public sealed class StartParametersTests
{
    private static readonly JobScope Scope = new(2, null, null);
    private static readonly JobAccount Root = new("root", null);

    [Theory]
    [InlineData(EsbV2, """{"bk_biz_id":2,"task_name":"check","script_content":"ZGY=","script_type":1,"script_param":"YSBi","account":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"script_timeout":60,"bk_callback_url":"https://example.com/done"}""")]
    [InlineData(EsbV3, """{"bk_biz_id":2,"task_name":"check","script_content":"ZGY=","script_language":1,"script_param":"YSBi","account_alias":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"timeout":60,"callback_url":"https://example.com/done","start_task":false}""")]
    [InlineData(GatewayV4, """{"bk_scope_type":"biz","bk_scope_id":"2","task_name":"check","script_content":"ZGY=","script_language":1,"script_param":"YSBi","account_alias":"root","execute_target":{"host_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"timeout":60,"callback_url":"https://example.com/done","start_task":false}""")]
    public async Task Script_is_written(BkJobApi api, string body) => Assert.Equal(body, await WriteAsync(
        api, FastExecuteScript.Operation, new ScriptStartRequest(Scope, Target("0:10.0.0.7"), Root)
        {
            TaskName = "check",
            Content = "df",
            Language = ScriptLanguage.Shell,
            Arguments = "a b",
            TimeoutSeconds = 60,
            CallbackUrl = "https://example.com/done",
        }));

    [Theory]
    [InlineData(EsbV2, """{"bk_biz_id":2,"script_id":7,"script_param":"cw==","is_param_sensitive":1,"account":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"script_timeout":7200,"bk_callback_url":"https://example.com/done?token=1"}""")]
    [InlineData(EsbV3, """{"bk_biz_id":2,"script_version_id":7,"script_param":"cw==","is_param_sensitive":1,"account_alias":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"timeout":7200,"callback_url":"https://example.com/done?token=1","start_task":false}""")]
    [InlineData(GatewayV4, """{"bk_scope_type":"biz","bk_scope_id":"2","script_version_id":7,"script_param":"cw==","param_sensitive":true,"account_alias":"root","execute_target":{"host_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"timeout":7200,"callback_url":"https://example.com/done?token=1","start_task":false}""")]
    public async Task Version_of_a_script_and_secrets_are_written(BkJobApi api, string body) => Assert.Equal(body, await WriteAsync(
        api, FastExecuteScript.Operation, new ScriptStartRequest(Scope, Target("0:10.0.0.7"), Root)
        {
            ScriptVersionId = 7,
            SecretArguments = "s".AsSecret(),
            CallbackUrl = "https://example.com/done?token=1",
        }));

    [Fact]
    public async Task Script_of_the_server_and_the_ID_of_an_account_are_written() => Assert.Equal(
        """{"bk_biz_id":2,"script_id":"abc","account_id":5,"target_server":{"host_id_list":[101]},"timeout":7200,"start_task":false}""",
        await WriteAsync(EsbV3, FastExecuteScript.Operation, new ScriptStartRequest(Scope, Target("101"), new JobAccount(null, 5)) { ScriptId = "abc" }));

    [Theory]
    [InlineData(EsbV2, "0:10.0.0.7, 1:10.0.0.8", """{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"},{"bk_cloud_id":1,"ip":"10.0.0.8"}]}""")]
    [InlineData(EsbV2, "0:10.0.0.7, group:g1, topo:set/3", """{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}],"dynamic_group_id_list":["g1"],"topo_node_list":[{"id":3,"node_type":"set"}]}""")]
    [InlineData(EsbV3, "101, 0:10.0.0.7", """{"host_id_list":[101],"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]}""")]
    [InlineData(EsbV3, "group:g1, group:g2", """{"dynamic_group_list":[{"id":"g1"},{"id":"g2"}]}""")]
    [InlineData(EsbV3, "topo:set/3, topo:module/4", """{"topo_node_list":[{"id":3,"node_type":"set"},{"id":4,"node_type":"module"}]}""")]
    [InlineData(GatewayV4, "101, 0:10.0.0.7", """{"host_list":[{"bk_host_id":101},{"bk_cloud_id":0,"ip":"10.0.0.7"}]}""")]
    [InlineData(GatewayV4, "group:g1", """{"dynamic_group_list":[{"id":"g1"}]}""")]
    [InlineData(GatewayV4, "kube:c1/*", """{"kube_container_filters":[{"kube_cluster_filter":{"cluster_uid_list":["c1"]},"execute_in_whole_cluster":true}]}""")]
    [InlineData(GatewayV4, "kube:c1/prod/web-0/app;workload=deployment/web;label=tier=front", """{"kube_container_filters":[{"kube_cluster_filter":{"cluster_uid_list":["c1"]},"kube_namespace_filter":{"namespace_name_list":["prod"]},"kube_workload_filter":{"kind":"deployment","workload_name_list":["web"]},"kube_pod_filter":{"pod_name_list":["web-0"],"label_selector_expr":"tier=front"},"kube_container_prop_filter":{"container_name_list":["app"]}}]}""")]
    [InlineData(GatewayV4, "kube:c1;workload=job", """{"kube_container_filters":[{"kube_cluster_filter":{"cluster_uid_list":["c1"]},"kube_workload_filter":{"kind":"job"}}]}""")]
    [InlineData(GatewayV4, "kube:c1;label=tier=front", """{"kube_container_filters":[{"kube_cluster_filter":{"cluster_uid_list":["c1"]},"kube_pod_filter":{"label_selector_expr":"tier=front"}}]}""")]
    public async Task Target_is_written(BkJobApi api, string target, string expected)
    {
        string body = await WriteAsync(api, FastExecuteScript.Operation, new ScriptStartRequest(Scope, Target(target.Split(", ")), Root));
        string name = api == GatewayV4 ? "\"execute_target\":" : "\"target_server\":";
        int start = body.IndexOf(name, StringComparison.Ordinal) + name.Length;
        string next = api == EsbV2 ? ",\"script_timeout\"" : ",\"timeout\"";
        Assert.Equal(expected, body[start..body.IndexOf(next, StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData(EsbV2, """{"bk_biz_id":2,"task_name":"send","file_target_path":"/data/","file_source":[{"files":["/a","/b"],"file_type":1,"account":"mysql","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.1"}]}}],"account":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"transfer_mode":2,"download_speed_limit":10,"upload_speed_limit":20}""")]
    [InlineData(GatewayV3, """{"bk_biz_id":2,"task_name":"send","file_target_path":"/data/","file_source_list":[{"file_list":["/a","/b"],"file_type":1,"account":{"alias":"mysql","id":6},"server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.1"}]}}],"account_alias":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]},"transfer_mode":2,"download_speed_limit":10,"upload_speed_limit":20,"start_task":false}""")]
    public async Task Transfer_of_files_is_written(BkJobApi api, string body) => Assert.Equal(body, await WriteAsync(
        api, FastTransferFile.Operation, new FileStartRequest(Scope, ["/a", "/b"], Target("0:10.0.0.1"), new JobAccount("mysql", 6), "/data/", Target("0:10.0.0.7"), Root)
        {
            TaskName = "send",
            Mode = TransferMode.Force,
            DownloadLimit = 10,
            UploadLimit = 20,
        }));

    [Theory]
    [InlineData(EsbV2, """{"bk_biz_id":2,"task_name":"push","file_target_path":"/etc/","file_list":[{"file_name":"app.conf","content":"cG9ydD0x"}],"account":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]}}""")]
    [InlineData(EsbV3, """{"bk_biz_id":2,"task_name":"push","file_target_path":"/etc/","file_list":[{"file_name":"app.conf","content":"cG9ydD0x"}],"account_alias":"root","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]}}""")]
    public async Task Local_files_are_written(BkJobApi api, string body) => Assert.Equal(body, await WriteAsync(
        api, PushConfigFile.Operation, new ConfigFileStartRequest(Scope, [new ConfigFile("app.conf", "port=1"u8.ToArray())], "/etc/", Target("0:10.0.0.7"), Root) { TaskName = "push" }));

    [Theory]
    [InlineData(EsbV2, """{"bk_biz_id":2,"bk_job_id":9,"global_vars":[{"name":"VERSION","value":"2"},{"name":"TOKEN","value":"s"},{"name":"HOSTS","target_server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]}}]}""")]
    [InlineData(EsbV3, """{"bk_biz_id":2,"job_plan_id":9,"global_var_list":[{"name":"VERSION","value":"2"},{"name":"TOKEN","value":"s"},{"name":"HOSTS","server":{"ip_list":[{"bk_cloud_id":0,"ip":"10.0.0.7"}]}}],"start_task":false}""")]
    public async Task Variables_of_a_plan_are_written(BkJobApi api, string body) => Assert.Equal(body, await WriteAsync(
        api, ExecuteJobPlan.Operation, new PlanStartRequest(9, Scope,
        [
            new VariableValue("VERSION", null) { Text = "2" },
            new VariableValue("TOKEN", null) { Secret = "s".AsSecret() },
            new VariableValue("HOSTS", null) { Target = Target("0:10.0.0.7") },
        ])));

    private static BkJobTarget Target(params string[] hosts) => TargetReader.Read(hosts, defaultCloudId: null);

    private static async Task<string> WriteAsync<TRequest>(BkJobApi api, Operation<TRequest, CreatedJob> operation, TRequest request)
        where TRequest : BkJobRequest
    {
        var options = new BkJobClientOptions { Server = new Uri("http://127.0.0.1:1/"), Api = api, AppCode = "ops", AppSecret = "secret".AsSecret(), Proxy = new WebProxy() };
        using HttpRequestMessage message = RequestWriter.Write(options, ApiProfile.For(api), operation, request, CredentialLocation.Header);
        Assert.Equal(HttpMethod.Post, message.Method);
        return Encoding.UTF8.GetString(await message.Content!.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
