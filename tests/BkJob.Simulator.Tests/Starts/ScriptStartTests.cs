using System.Globalization;
using System.Text.Json;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests.Starts;

/// <summary>Scripts, arguments, targets and files of starts (protocol-actions.md §4.3 to §4.6).</summary>
public sealed class ScriptStartTests : IAsyncLifetime
{
    private const string Script = "fast_execute_script";
    private const string Root = "\"account_alias\": \"root\"";
    private const string Target = "\"target_server\": {\"host_id_list\": [2000001]}";

    private ApiHarness _harness = null!;

    private AcceptedStart Last => _harness.Simulator.Jobs.Starts[^1];

    public async ValueTask InitializeAsync() => _harness = await StartTests.StartAsync(new SimulatorOptions());

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    /// <summary>Characters outside the alphabet are skipped, so a script that is not encoded runs as garbage.</summary>
    [Theory]
    [InlineData("ZWNobyAx", "echo 1")]
    [InlineData("ZWNo\\nbyAx\\n", "echo 1")]
    [InlineData("ZWNobyAxCg==", "echo 1\n")]
    [InlineData("ZWNobyAxCg", "echo 1\n")]
    [InlineData("5L2g5aW9", "你好")]
    [InlineData("_-4=", "\uFFFD\uFFFD")]
    [InlineData("a", "")]
    [InlineData("echo 1", "y\uFFFDh")]
    public async Task Script_is_decoded_leniently(string content, string expected)
    {
        await SendAsync(GatewayV3, $"\"script_content\": \"{content}\", \"script_language\": 1, {Root}, {Target}");

        Assert.Equal(expected, Last.Script);
    }

    /// <summary>The version overrides the ID, which overrides the content.</summary>
    [Theory]
    [InlineData("\"script_version_id\": 1000321, \"script_id\": \"none\", \"script_content\": \"eA==\"", "1000321 find")]
    [InlineData("\"script_id\": \"0f1e2d3c4b5a69788796a5b4c3d2e1f0\", \"script_content\": \"eA==\"", "1000321 find")]
    [InlineData("\"script_content\": \"eA==\", \"script_language\": 5", " x")]
    [InlineData("\"script_version_id\": 1000320", "1244014")]
    [InlineData("\"script_version_id\": 1000330", "1244018")]
    [InlineData("\"script_version_id\": 1", "1243047")]
    [InlineData("\"script_version_id\": 0", "1241005")]
    [InlineData("\"script_id\": \"none\"", "1243001")]
    [InlineData("\"script_id\": \"a1b2c3d4e5f60718293a4b5c6d7e8f90\"", "1243001")]
    [InlineData("\"script_language\": 1", "1241004")]
    [InlineData("\"script_content\": \"\", \"script_language\": 1", "1241004")]
    [InlineData("\"script_content\": \"eA==\"", "1241005")]
    [InlineData("\"script_content\": \"eA==\", \"script_language\": 7", "1241005")]
    public async Task Script_can_be_saved_on_the_server(string script, string expected)
    {
        foreach (ServerApis api in new[] { EsbV3, GatewayV4 })
        {
            ApiResponse response = await SendAsync(
                api, $"{script}, {Root}, {Target}, \"execute_target\": {{\"host_list\": [{{\"bk_host_id\": 2000001}}]}}");

            Assert.Equal(
                expected,
                response.Code == "0" ? $"{Last.ScriptVersionId} {Last.Script!.Replace("#!/bin/bash\n", "", StringComparison.Ordinal).Split(' ')[0]}" : response.Code);
        }
    }

    [Theory]
    [InlineData(EsbV2, "\"is_param_sensitive\": 1", true)]
    [InlineData(EsbV3, "\"is_param_sensitive\": 1", true)]
    [InlineData(EsbV3, "\"param_sensitive\": true", false)]
    [InlineData(GatewayV4, "\"param_sensitive\": true", true)]
    [InlineData(GatewayV4, "\"is_param_sensitive\": 1", false)]
    public async Task Arguments_can_be_secret(ServerApis api, string flag, bool expected)
    {
        string arguments = StartSamples.Base64("one\ntwo");
        await _harness.StartSampleAsync(Script, api, $"\"script_param\": \"{arguments}\", {flag}");

        Assert.Equal(("one two", expected), (Last.Arguments, Last.IsArgumentSecret));
    }

    /// <summary>The hosts of the started job: duplicates count once, and a small ID is a host as well.</summary>
    [Theory]
    [InlineData("\"host_id_list\": [2000001, \"2000001\", 101]", "0:10.0.0.1 0:10.240.0.101")]
    [InlineData("\"ip_list\": [{\"bk_cloud_id\": 0, \"ip\": \"10.0.0.9\"}], \"host_id_list\": [2000009]", "0:10.0.0.9")]
    [InlineData("\"ip_list\": [{\"bk_cloud_id\": 0, \"ip\": \"10.0.0.9\"}, {\"ip\": \"10.0.0.8\"}]", "0:10.0.0.9")]
    [InlineData("\"dynamic_group_list\": [{\"id\": \"g\"}]", "0:10.0.0.1 0:10.0.0.2 0:10.0.0.3 0:10.0.0.4 0:10.0.0.5")]
    [InlineData("\"ip_list\": [{\"ip\": \"10.0.0.8\"}]", "1244001")]
    [InlineData("\"host_id_list\": []", "1244001")]
    [InlineData("\"host_id_list\": [2060001, 0]", "1244002")]
    [InlineData("\"ip_list\": [{\"bk_cloud_id\": 1, \"ip\": \"10.0.0.9\"}]", "1244002")]
    [InlineData("\"host_id_list\": 5", "1240003")]
    public async Task Target_selects_the_hosts(string target, string expected)
    {
        ApiResponse response = await SendAsync(
            GatewayV3, $"\"script_content\": \"eA==\", \"script_language\": 1, {Root}, \"target_server\": {{{target}}}");

        Assert.Equal(expected, response.Code == "0" ? string.Join(' ', Last.Hosts) : response.Code);
    }

    /// <summary>Every API returns the selected hosts, and their logs by either identity.</summary>
    [Fact]
    public async Task Selected_hosts_are_those_of_the_job()
    {
        long id = StartTests.IdOf(await SendAsync(
            EsbV3, $"\"script_content\": \"ZWNobyAx\", \"script_language\": 1, {Root}, \"target_server\": {{\"host_id_list\": [2000300, 7]}}"));
        _harness.Advance(5);
        long step = (id * 100) + 1;

        string v2 = (await _harness.InvokeAsync(EsbV2, ApiHarness.QueryOf(EsbV2, id, withHosts: true))).Text;
        string v3 = (await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, id, withHosts: true))).Text;
        string v4 = (await _harness.InvokeAsync(GatewayV4, ApiHarness.QueryOf(GatewayV4, id, withHosts: true))).Text;
        Assert.All([v2, v3, v4], body => Assert.Contains("\"ip\":\"10.0.1.50\"", body, StringComparison.Ordinal));
        Assert.All([v3, v4], body => Assert.Contains("\"bk_host_id\":2000300", body, StringComparison.Ordinal));
        Assert.All([v3, v4], body => Assert.Contains("\"bk_host_id\":7,", body, StringComparison.Ordinal));
        foreach (string host in new[] { "\"bk_host_id\":7", "\"bk_cloud_id\":0,\"ip\":\"10.240.0.7\"" })
        {
            JsonElement log = (await _harness.ReadAsync(
                EsbV3,
                "get_job_instance_ip_log",
                string.Create(CultureInfo.InvariantCulture, $"{{\"job_instance_id\":{id},\"step_instance_id\":{step},{host}}}"))).Json
                .GetProperty("data");
            Assert.Equal("+ echo 1\n", log.GetProperty("log_content").GetString());
        }
    }

    [Theory]
    [InlineData("'kube_namespace_filter':{'namespace_name_list':['prod']}", "cluster:c1 namespace:prod", 6)]
    [InlineData("'kube_namespace_filter':{'namespace_name_list':['prod','test']}", "cluster:c1 namespace:prod,test", 7)]
    [InlineData("'execute_in_whole_cluster':true", "cluster:c1", 7)]
    [InlineData("'kube_pod_filter':{'pod_name_list':['web-0']},'kube_container_prop_filter':{'container_name_list':['app']}", "cluster:c1 pod:web-0 container:app", 2)]
    [InlineData("'kube_workload_filter':{'kind':'deployment','workload_name_list':['web']}", "cluster:c1 workload:deployment/web", 7)]
    [InlineData("'kube_workload_filter':{'kind':'deployment'}", "cluster:c1 workload:deployment/", 7)]
    [InlineData("'kube_pod_filter':{'label_selector_expr':'app=web,tier in (prod)'}", "cluster:c1 label:app=web,tier in (prod)", 6)]
    [InlineData("'kube_pod_filter':{'label_selector_expr':'tier!=prod'}", "cluster:c1 label:tier!=prod", 1)]
    [InlineData("'kube_pod_filter':{'label_selector_expr':'!gone,app'}", "cluster:c1 label:!gone,app", 7)]
    [InlineData("'kube_pod_filter':{'label_selector_expr':'app notin (web)'}", "1244028")]
    [InlineData("'kube_namespace_filter':{'namespace_name_list':['pro*']}", "1244028")]
    [InlineData("'kube_pod_filter':{'label_selector_expr':'app in (web'}", "1244031")]
    [InlineData("'kube_pod_filter':{'label_selector_expr':'app =='}, 'execute_in_whole_cluster':false", "1244028")]
    [InlineData("'execute_in_whole_cluster':false", "1241025")]
    [InlineData("'kube_cluster_filter':{'cluster_uid_list':[]}, 'kube_namespace_filter':{'namespace_name_list':['prod']}", "1241025")]
    [InlineData("'execute_in_whole_cluster':true}],'host_list':[{'bk_host_id':2000001", "1241025")]
    public async Task Containers_are_a_target_of_v4(string filter, string expected, int count = 0)
    {
        string all = $"'kube_container_filters':[{{'kube_cluster_filter':{{'cluster_uid_list':['BCS-K8S-00001']}},{filter}}}".Replace('\'', '"');
        ApiResponse response = await SendAsync(
            GatewayV4, $"\"script_content\": \"eA==\", \"script_language\": 1, {Root}, \"execute_target\": {{{all}]}}");

        if (count == 0)
        {
            Assert.Equal(expected, response.Code);
            Assert.Empty(_harness.Simulator.Jobs.Starts);
            return;
        }

        AcceptedStart start = Assert.Single(_harness.Simulator.Jobs.Starts);
        Assert.Equal(expected, Assert.Single(start.Targets).Replace("BCS-K8S-00001", "c1", StringComparison.Ordinal));
        string status = (await _harness.InvokeAsync(GatewayV4, ApiHarness.QueryOf(GatewayV4, start.JobInstanceId, withHosts: true))).Text;
        Assert.Equal(count, status.Split("\"container_id\"").Length - 1);
    }

    [Theory]
    [InlineData("exit 3", 4, 3)]
    [InlineData("exit 3\\n", 4, 3)]
    [InlineData("exit 0", 3, 0)]
    [InlineData("exit 3\\necho done", 3, 0)]
    public async Task Script_fails_if_it_ends_with_an_exit_code(string script, int status, int exitCode)
    {
        string content = StartSamples.Base64($"echo 1\n{script.Replace("\\n", "\n", StringComparison.Ordinal)}");
        long id = StartTests.IdOf(await SendAsync(GatewayV3, $"\"script_content\": \"{content}\", \"script_language\": 1, {Root}, {Target}"));
        _harness.Advance(10);

        string body = (await _harness.InvokeAsync(GatewayV3, ApiHarness.QueryOf(GatewayV3, id, withHosts: true))).Text;
        Assert.Equal(status, await _harness.GetJobStatusAsync(id));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\"exit_code\":{exitCode}"), body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10%", 1, 10)]
    [InlineData("1 5 +10", 1, 3)]
    [InlineData("100%", 2, 1)]
    [InlineData("5", 3, 4)]
    [InlineData("", 1, 1244026)]
    [InlineData("0%", 1, 1244026)]
    [InlineData("101%", 1, 1244026)]
    [InlineData("a", 1, 1244026)]
    [InlineData("5", 4, 1244026)]
    public async Task Rolling_expression_makes_batches(string expression, int mode, int batches)
    {
        ApiResponse response = await SendAsync(
            EsbV3,
            $"\"script_content\": \"eA==\", \"script_language\": 1, {Root}, \"target_server\": {{\"topo_node_list\": [{{\"id\": 5, \"node_type\": \"module\"}}]}}, "
                + string.Create(CultureInfo.InvariantCulture, $"\"rolling_config\": {{\"expression\": \"{expression}\", \"mode\": {mode}}}"));

        Assert.Equal(
            batches,
            response.Code == "0" ? _harness.Simulator.Jobs.Find(Last.JobInstanceId)!.Steps[0].Batches : int.Parse(response.Code, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Record_has_the_files_of_a_transfer()
    {
        await _harness.StartSampleAsync("fast_transfer_file", GatewayV3, "\"transfer_mode\": 1, \"timeout\": 60");
        AcceptedStart transfer = Last;
        await _harness.StartSampleAsync("push_config_file", GatewayV3);

        Assert.Equal(
            ("/data/a.txt", "2000009", "/opt/", 1, 60, "root"),
            (transfer.Files[0], transfer.Sources[0], transfer.TargetPath, transfer.TransferMode, transfer.Timeout, transfer.Account));
        Assert.Equal(("a.ini", "[a]", "/etc/"), (Last.Files[0], Last.Contents[0], Last.TargetPath));
    }

    private Task<ApiResponse> SendAsync(ServerApis api, string parameters) => _harness.PostAsync(api, Script, $"{{{parameters}}}");
}
