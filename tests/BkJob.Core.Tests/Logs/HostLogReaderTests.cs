using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BkJob.Core.Tests.Support;
using BkJob.Logs;
using BkJob.Operations;

namespace BkJob.Core.Tests.Logs;

/// <summary>Logs are read in batches, joined by the identity of the host, and requested again if a response leaves them out (protocol-actions.md §1).</summary>
public sealed class HostLogReaderTests
{
    [Theory]
    [InlineData(BkJobApi.EsbV3, 500, 500)]
    [InlineData(BkJobApi.GatewayV3, 501, 500)]
    [InlineData(BkJobApi.GatewayV4, 120, 50)]
    public async Task Batch_has_as_many_hosts_as_the_API_allows(BkJobApi api, int count, int size)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, "{}"));
        var reader = new HostLogReader(server.Connect(api), new JobScope(1, null, null), isTraced: false);
        int[] sizes = [.. reader.CreateBatches(LogHosts.CreateMany(api, count)).Select(batch => batch.Length)];
        Assert.Equal([.. Enumerable.Repeat(size, count / size), .. count % size == 0 ? Array.Empty<int>() : [count % size]], sizes);
    }

    /// <summary>
    /// How a server that has the logs of hosts 1 to <c>stored</c> leaves out others, and how many requests are sent. <c>missing</c> hosts are
    /// in no response about more than <c>above</c> hosts.
    /// </summary>
    [Theory]
    [InlineData(BkJobApi.EsbV3, 40, 40, 0, 1, 1)]
    [InlineData(BkJobApi.EsbV3, 40, 40, 3, 1, 4)]
    [InlineData(BkJobApi.EsbV3, 400, 400, 100, 100, 4)]
    [InlineData(BkJobApi.EsbV3, 400, 400, 400, 100, 11)]
    [InlineData(BkJobApi.EsbV3, 40, 0, 0, 1, 14)]
    [InlineData(BkJobApi.EsbV3, 5, 2, 0, 1, 4)]
    [InlineData(BkJobApi.GatewayV4, 50, 50, 2, 1, 3)]
    public async Task Missing_host_is_requested_again(BkJobApi api, int count, int stored, int missing, int above, int requests)
    {
        await using var server = new StubServer(request => RawServer.CreateResponse(200, Respond(api, request, stored, missing, above)));
        var reader = new HostLogReader(server.Connect(api), new JobScope(1, null, null), isTraced: false);
        IReadOnlyList<StepIpStatus> hosts = LogHosts.CreateMany(api, count, status: 104);
        IReadOnlyList<HostLog> logs = await reader.ReadAsync(hosts, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(hosts.Select(host => host.HostId <= stored ? $"log of {host.HostId}\n" : null), logs.Select(log => log.Content));
        Assert.Equal(requests, server.Requests.Count);
    }

    /// <summary>Over ESB v2 a host that has only IPv6 has neither an ID nor an address; a request without one fails for all hosts.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    public async Task Host_that_cannot_be_identified_is_not_requested(int identified, int requests)
    {
        await using var server = new StubServer(request => RawServer.CreateResponse(200, Respond(BkJobApi.EsbV3, request, identified, 0, 1)));
        var reader = new HostLogReader(server.Connect(BkJobApi.EsbV3), new JobScope(1, null, null), isTraced: false);
        IReadOnlyList<StepIpStatus> nameless = BodyReading.Job(
            BkJobApi.EsbV2, BodyReading.Around(BkJobApi.EsbV2, """{"bk_cloud_id": 0, "status": 104}, {"bk_cloud_id": 0, "status": 9}""")).Steps[0].IpStatuses;
        StepIpStatus[] hosts = [.. nameless, .. LogHosts.CreateMany(BkJobApi.EsbV3, identified)];
        IReadOnlyList<HostLog> logs = await reader.ReadAsync(hosts, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(hosts, logs.Select(log => log.Host));
        Assert.Equal([null, null, .. Enumerable.Range(1, identified).Select(id => $"log of {id}\n")], logs.Select(log => log.Content));
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Host_that_still_runs_is_requested_once()
    {
        await using var server = new StubServer(request => RawServer.CreateResponse(200, Respond(BkJobApi.EsbV3, request, 0, 0, 1)));
        var reader = new HostLogReader(server.Connect(BkJobApi.EsbV3), new JobScope(1, null, null), isTraced: false);
        await reader.ReadAsync(LogHosts.CreateMany(BkJobApi.EsbV3, 20, status: 7), _ => { }, TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
    }

    /// <summary>A single host that the server does not know breaks the response about all of them.</summary>
    [Fact]
    public async Task Batch_with_an_internal_error_is_halved_once()
    {
        var sizes = new List<int>();
        await using var server = new StubServer(request =>
        {
            sizes.Add(GetHosts(request).Length);
            return RawServer.CreateResponse(200, sizes[^1] > 10
                ? """{"result":false,"code":1240002,"message":"Service internal error"}"""
                : Respond(BkJobApi.EsbV3, request, stored: 20, missing: 0, above: 1));
        });
        var reader = new HostLogReader(server.Connect(BkJobApi.EsbV3), new JobScope(1, null, null), isTraced: false);
        IReadOnlyList<HostLog> logs = await reader.ReadAsync(LogHosts.CreateMany(BkJobApi.EsbV3, 20), _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal([20, 10, 10], sizes);
        Assert.DoesNotContain(null, logs.Select(log => log.Content));
    }

    [Theory]
    [InlineData("""{"job_instance_id":101,"step_instance_id":200}""", "job instance 101")]
    [InlineData("""{"job_instance_id":100,"step_instance_id":201}""", "step instance 201")]
    [InlineData("""{"step_instance_id":200}""", "data.job_instance_id")]
    [InlineData("""{"job_instance_id":100}""", "data.step_instance_id")]
    public async Task Response_about_something_else_is_an_error(string data, string text)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, $$"""{"result":true,"code":0,"data":{{data}}}"""));
        var reader = new HostLogReader(server.Connect(BkJobApi.EsbV3), new JobScope(1, null, null), isTraced: false);
        BkJobException error = await Assert.ThrowsAsync<BkJobException>(
            () => reader.ReadAsync(LogHosts.CreateMany(BkJobApi.EsbV3, 2), _ => { }, TestContext.Current.CancellationToken));
        Assert.Equal(BkJobErrorKind.InvalidResponse, error.Kind);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The call for one host returns the IDs of the host only, on the servers that are known.</summary>
    [Theory]
    [InlineData("""{"log_type":1,"log_content":"a"}""", null)]
    [InlineData("""{"log_content":"a","bk_host_id":null,"ip":null,"job_instance_id":null,"step_instance_id":null}""", null)]
    [InlineData("""{"log_content":"a","bk_host_id":1,"ip":"10.0.0.2","bk_cloud_id":0,"job_instance_id":100,"step_instance_id":200}""", null)]
    [InlineData("""{"log_content":"a","ip":"10.0.0.2","bk_cloud_id":null}""", null)]
    [InlineData("""{"log_content":"a","job_instance_id":101}""", "job instance 101")]
    [InlineData("""{"log_content":"a","step_instance_id":201}""", "step instance 201")]
    [InlineData("""{"log_content":"a","bk_host_id":2}""", "host 2")]
    [InlineData("""{"log_content":"a","ip":"10.0.0.3","bk_cloud_id":0}""", "host 0:10.0.0.3")]
    [InlineData("""{"log_content":"a","ip":"10.0.0.2","bk_cloud_id":7}""", "host 7:10.0.0.2")]
    public async Task Response_about_another_host_is_an_error(string data, string? text)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, $$"""{"result":true,"code":0,"data":{{data}}}"""));
        StepIpStatus host = LogHosts.CreateMany(BkJobApi.EsbV3, 1)[0];
        Assert.Equal((1L, "10.0.0.2"), (host.HostId, host.Ip));
        var error = (BkJobException?)await Record.ExceptionAsync(() => server.Connect(BkJobApi.EsbV3).GetHostLogAsync(
            new HostLogRequest(100, 200, new JobScope(1, null, null), [host]), null, TestContext.Current.CancellationToken));
        Assert.Equal(text is null ? null : BkJobErrorKind.InvalidResponse, error?.Kind);
        Assert.Contains(text ?? "", error?.Message ?? "", StringComparison.Ordinal);
    }

    /// <summary>Job 2.x has no v3: its call returns all hosts of all steps, escaped for HTML.</summary>
    [Fact]
    public async Task Job_2_is_read_with_the_call_of_v2()
    {
        const string Body = """
            {"result":true,"code":0,"data":[{"step_instance_id":200,"step_results":[
              {"ip_status":9,"ip_logs":[{"ip":"10.0.0.2","bk_cloud_id":0,"log_content":"a &lt; b &amp;amp; c &gt; d\n","execute_count":1}]},
              {"ip_status":11,"ip_logs":[{"ip":"10.0.0.3","bk_cloud_id":0,"log_content":""}]}]}]}
            """;
        await using var server = new StubServer(request => request.Path.Contains("/jobv3/", StringComparison.Ordinal)
            ? RawServer.CreateResponse(200, """{"result":false,"code":1306404,"message":"API not found"}""")
            : RawServer.CreateResponse(200, Body));
        BkJobClient client = server.Connect(BkJobApi.EsbV2);
        var reader = new HostLogReader(client, new JobScope(1, null, null), isTraced: false);
        IReadOnlyList<HostLog> logs = await reader.ReadAsync(
            LogHosts.CreateMany(BkJobApi.EsbV2, 2, status: 11), _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(["a < b &amp; c > d\n", null], logs.Select(log => log.Content));
        Assert.Equal([1, 0], logs.Select(log => log.Attempt));
        Assert.Equal(["jobv3", "job"], server.Requests.Select(request => request.Path.Split('/')[5]));
    }

    private static string Respond(BkJobApi api, RawRequest request, int stored, int missing, int above)
    {
        long[] hosts = GetHosts(request);
        IEnumerable<long> known = hosts.Where(id => id <= stored && (id > missing || hosts.Length <= above)).Reverse();
        if (!request.Path.Contains("batch", StringComparison.Ordinal))
        {
            string text = known.Any() ? $"\"log of {hosts[0]}\\n\"" : "null";
            return $$"""{"result":true,"code":0,"data":{"log_type":1,"log_content":{{text}} } }""";
        }

        string rows = string.Join(',', known.Select(id => api == BkJobApi.GatewayV4
            ? $$"""{"execute_object":{"type":1,"host":{"bk_host_id":{{id}} } },"log_content":"log of {{id}}\n"}"""
            : $$"""{"host_id":{{id}},"log_content":"log of {{id}}\n"}"""));
        string list = api == BkJobApi.GatewayV4 ? "script_step_execute_object_logs" : "script_task_logs";
        return $$"""{"result":true,"code":0,"data":{"job_instance_id":100,"step_instance_id":200,"{{list}}":{{(rows.Length == 0 ? "null" : $"[{rows}]")}} } }""";
    }

    private static long[] GetHosts(RawRequest request) => request.Body.Length > 0
        ? JsonNode.Parse(request.Body)!["host_id_list"].Deserialize<long[]>()!
        : [long.Parse(Regex.Match(request.Query, "bk_host_id=([0-9]+)").Groups[1].ValueSpan, CultureInfo.InvariantCulture)];
}
