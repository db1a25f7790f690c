using System.Globalization;

namespace BkJob.Module.Tests;

/// <summary>A job as v4 of the API gateway sends it: what ESB v2 does not know of a host, and a container.</summary>
internal static class GatewayJob
{
    /// <summary>Two hosts and a container; a time with milliseconds.</summary>
    public const string Body = """
        {"data":{"finished":true,"job_instance":{"job_instance_id":20000482006,"bk_scope_type":"biz_set","bk_scope_id":"9","name":"Nightly log cleanup",
        "status":4,"create_time":1784510100000,"start_time":1784510101123,"end_time":1784510231000,"total_time":129877},
        "step_instance_list":[{"step_instance_id":20000951772,"name":"Purge archived logs","status":4,"type":1,"execute_count":0,
        "create_time":1784510100000,"start_time":1784510112000,"end_time":1784510231000,"total_time":118655,
        "step_execute_object_result_list":[
        {"execute_object":{"type":1,"host":{"bk_host_id":501,"bk_cloud_id":0,"ip":"198.51.100.11"}},"status":9,"tag":"cleaned","exit_code":0,
        "start_time":1784510112456,"end_time":1784510140000,"total_time":27544},
        {"execute_object":{"type":1,"host":{"bk_host_id":502,"bk_cloud_id":3,"ipv6":"2001:db8::15"}},"status":104,"exit_code":2,
        "start_time":1784510112000,"end_time":1784514114000,"total_time":4002000},
        {"execute_object":{"type":2,"container":{"container_id":"docker://abc","node_host_id":77,"name":"web-7f9c"}},"status":101,"exit_code":137}
        ]}]},"job_request_id":"01fecc3e134529095e9748ac24fc96f5"}
        """;

    /// <summary>The same with many hosts in its step.</summary>
    public static string WithHosts(int count)
    {
        IEnumerable<string> hosts = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"execute_object":{"type":1,"host":{"bk_host_id":{{{i}}},"bk_cloud_id":0,"ip":"10.0.{{{i / 256}}}.{{{i % 256}}}"}},"status":9,"exit_code":0,"start_time":1784510112456,"end_time":1784510140000,"total_time":27544}"""));
        int begin = Body.IndexOf('[', Body.IndexOf("step_execute_object_result_list", StringComparison.Ordinal));
        return string.Concat(Body.AsSpan(0, begin + 1), string.Join(',', hosts), Body.AsSpan(Body.LastIndexOf("]}]}", StringComparison.Ordinal)));
    }

    /// <summary>Connects a session to a server that answers with such a body.</summary>
    public static void Connect(Session session, RawResponse server)
    {
        session.Set("gateway", server.Address);
        session.Set("login", Session.Secure("demo-secret"));
        session.Run("Connect-BkJob $gateway -Api GatewayV4 -AppCode ops -AppSecret $login -Token $login -BizId 37").ThrowIfFailed();
    }
}
