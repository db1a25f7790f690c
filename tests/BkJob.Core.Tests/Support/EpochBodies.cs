namespace BkJob.Core.Tests.Support;

/// <summary>Every field that v3 and v4 send, and none of them null.</summary>
internal static class EpochBodies
{
    /// <summary>What stands around the hosts is the same in both.</summary>
    private const string Job = """
          "finished": true,
          "job_instance": {
            "bk_biz_id": 1,
            "bk_scope_type": "biz",
            "bk_scope_id": "1",
            "job_instance_id": 100,
            "status": 4,
            "name": "Patch",
            "create_time": 1784510100000,
            "start_time": 1784510101000,
            "end_time": 1784510109000,
            "total_time": 8250
          },
        """;

    private const string Step = """
              "step_instance_id": 200,
              "name": "Step",
              "status": 4,
              "type": 1,
              "execute_count": 2,
              "start_time": 1784510103000,
              "end_time": 1784510108000,
              "total_time": 5500,
              "create_time": 1784510102000,
        """;

    private const string Result = """
                  "status": 11,
                  "tag": "cleaned",
                  "exit_code": 2,
                  "error_code": 117,
                  "start_time": 1784510104000,
                  "end_time": 1784510107000,
                  "total_time": 2750
        """;

    /// <summary>A body of v3, with one host.</summary>
    public const string V3 = $$"""
        {
          "code": 0,
          "result": true,
          "message": "",
          "job_request_id": "job-7",
          "data": {
        {{Job}}
            "step_instance_list": [
              {
        {{Step}}
                "step_ip_result_list": [
                  {
                    "bk_host_id": 2000500,
                    "ip": "198.51.100.11",
                    "ipv6": "2001:db8::11",
                    "bk_cloud_id": 7,
        {{Result}}
                  }
                ]
              }
            ]
          },
          "request_id": "req-7"
        }
        """;

    /// <summary>A body of v4, with one host and one container.</summary>
    public const string V4 = $$"""
        {
          "data": {
        {{Job}}
            "step_instance_list": [
              {
        {{Step}}
                "step_execute_object_result_list": [
                  {
                    "execute_object": {
                      "type": 1,
                      "resource_id": "2000500",
                      "host": {
                        "bk_host_id": 2000500,
                        "bk_cloud_id": 7,
                        "bk_cloud_name": "Edge",
                        "ip": "198.51.100.11",
                        "ipv6": "2001:db8::11",
                        "bk_agent_id": "02000000005254",
                        "alive": 1
                      }
                    },
        {{Result}}
                  },
                  {
                    "execute_object": {
                      "type": 2,
                      "resource_id": "31",
                      "container": {
                        "id": 31,
                        "container_id": "docker://7f1c",
                        "node_host_id": 2000501,
                        "name": "web-0"
                      }
                    },
        {{Result}}
                  }
                ]
              }
            ]
          },
          "job_request_id": "job-7"
        }
        """;

    /// <summary>The body of an API.</summary>
    public static string Of(BkJobApi api) => api switch
    {
        BkJobApi.EsbV2 => Bodies.EveryField,
        BkJobApi.GatewayV4 => V4,
        _ => V3,
    };
}
