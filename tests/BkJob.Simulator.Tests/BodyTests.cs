using System.Text.Json.Nodes;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>The whole body of each API, to the last field (protocol.md §1.9, §2.2, §11).</summary>
/// <remarks>The clock stands at 1784510100000 when a job is added, and that is when it starts; it was created a second before.</remarks>
public sealed class BodyTests
{
    private const string JobHead = """
        "bk_biz_id": 1, "bk_scope_type": "biz", "bk_scope_id": "1", "job_instance_id": 900, "name": "Mixed 混合"
        """;

    private static readonly SimulatedJob Mixed = new()
    {
        Id = 900,
        Name = "Mixed 混合",
        Steps =
        [
            new() { Name = "Push", Type = 2, Hosts = 1, Seconds = 4 },
            new()
            {
                Name = "Run", Hosts = 3, Seconds = 6, FailedHosts = 1, FailureCode = 104, FailureExitCode = 3, FailureErrorCode = 117,
                Tag = "done",
            },
            new() { Name = "Approve", Type = 3 },
        ],
    };

    private static readonly SimulatedJob Ipv6 = Mixed with
    {
        Steps = [new() { Name = "s", Hosts = 1, Seconds = 1, Ipv6Only = true, FailedHosts = 1, FailureCode = 310, FirstHostId = null }],
    };

    private static readonly SimulatedJob Containers = Mixed with
    {
        Steps = [new() { Name = "s", Hosts = 1, Containers = 2, Seconds = 3, FailedHosts = 1, FailureCode = 104 }],
    };

    public static TheoryData<string> Cases => [.. All.Keys];

    private static Dictionary<string, BodyCase> All => new()
    {
        ["ESB v3, over, with hosts"] = new(Mixed, 20, EsbV3, true, $$"""
            {
              "code": 0, "result": true, "job_request_id": "*", "request_id": "*", "message": "",
              "data": {
                "finished": true,
                "job_instance": {
                  {{JobHead}}, "status": 4,
                  "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510110000, "total_time": 10000
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "Push", "status": 3, "type": 2, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000,
                    "step_ip_result_list": [
                      {
                        "bk_host_id": 2000001, "ip": "10.0.0.1", "bk_cloud_id": 0, "status": 9, "tag": "", "exit_code": null,
                        "error_code": 0, "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000
                      }
                    ]
                  },
                  {
                    "step_instance_id": 90002, "name": "Run", "status": 4, "type": 1, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510104000, "end_time": 1784510110000, "total_time": 6000,
                    "step_ip_result_list": [
                      {
                        "bk_host_id": 2000001, "ip": "10.0.0.1", "bk_cloud_id": 0, "status": 9, "tag": "done", "exit_code": 0,
                        "error_code": 0, "start_time": 1784510104000, "end_time": 1784510106000, "total_time": 2000
                      },
                      {
                        "bk_host_id": 2000002, "ip": "10.0.0.2", "bk_cloud_id": 0, "status": 9, "tag": "done", "exit_code": 0,
                        "error_code": 0, "start_time": 1784510104000, "end_time": 1784510108000, "total_time": 4000
                      },
                      {
                        "bk_host_id": 2000003, "ip": "10.0.0.3", "bk_cloud_id": 0, "status": 104, "tag": "done", "exit_code": 3,
                        "error_code": 117, "start_time": 1784510104000, "end_time": 1784510110000, "total_time": 6000
                      }
                    ]
                  },
                  {
                    "step_instance_id": 90003, "name": "Approve", "status": 1, "type": 3, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": null, "end_time": null, "total_time": null, "step_ip_result_list": []
                  }
                ]
              }
            }
            """),
        ["gateway v3, running, without hosts"] = new(Mixed, 5, GatewayV3, false, $$"""
            {
              "code": 0, "result": true, "job_request_id": "*",
              "data": {
                "finished": false,
                "job_instance": {
                  {{JobHead}}, "status": 2,
                  "create_time": 1784510099000, "start_time": 1784510100000, "end_time": null, "total_time": null
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "Push", "status": 3, "type": 2, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000,
                    "step_ip_result_list": null
                  },
                  {
                    "step_instance_id": 90002, "name": "Run", "status": 2, "type": 1, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510104000, "end_time": null, "total_time": null,
                    "step_ip_result_list": null
                  },
                  {
                    "step_instance_id": 90003, "name": "Approve", "status": 1, "type": 3, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": null, "end_time": null, "total_time": null, "step_ip_result_list": null
                  }
                ]
              }
            }
            """),
        ["gateway v3, not started, with hosts"] = new(Mixed with { FixedStatus = 1, Steps = [Mixed.Steps[0]] }, 5, GatewayV3, true, $$"""
            {
              "code": 0, "result": true, "job_request_id": "*",
              "data": {
                "finished": false,
                "job_instance": {
                  {{JobHead}}, "status": 1, "create_time": 1784510099000, "start_time": null, "end_time": null, "total_time": null
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "Push", "status": 1, "type": 2, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": null, "end_time": null, "total_time": null, "step_ip_result_list": []
                  }
                ]
              }
            }
            """),
        ["gateway v3, hosts with neither id nor IPv4"] = new(Ipv6, 0.5, GatewayV3, true, $$"""
            {
              "code": 0, "result": true, "job_request_id": "*",
              "data": {
                "finished": false,
                "job_instance": {
                  {{JobHead}}, "status": 2, "create_time": 1784510099000, "start_time": 1784510100000, "end_time": null,
                  "total_time": null
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "s", "status": 2, "type": 1, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": null, "total_time": null,
                    "step_ip_result_list": [
                      {
                        "bk_host_id": null, "ip": null, "bk_cloud_id": 0, "status": 7, "tag": "", "exit_code": null, "error_code": 0,
                        "start_time": 1784510100000, "end_time": null, "total_time": null
                      }
                    ]
                  }
                ]
              }
            }
            """),
        ["gateway v4, running, with hosts"] = new(Mixed, 7, GatewayV4, true, $$"""
            {
              "job_request_id": "*",
              "data": {
                "finished": false,
                "job_instance": { {{JobHead}}, "status": 2, "create_time": 1784510099000, "start_time": 1784510100000 },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "Push", "status": 3, "type": 2, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000,
                    "step_execute_object_result_list": [
                      {
                        "execute_object": {
                          "type": 1, "resource_id": "2000001",
                          "host": {
                            "bk_host_id": 2000001, "bk_cloud_id": 0, "bk_cloud_name": "default area", "ip": "10.0.0.1",
                            "bk_agent_id": "0200000000525400000000000000000000000000", "alive": 1
                          }
                        },
                        "status": 9, "tag": "", "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000
                      }
                    ]
                  },
                  {
                    "step_instance_id": 90002, "name": "Run", "status": 2, "type": 1, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510104000,
                    "step_execute_object_result_list": [
                      {
                        "execute_object": {
                          "type": 1, "resource_id": "2000001",
                          "host": {
                            "bk_host_id": 2000001, "bk_cloud_id": 0, "bk_cloud_name": "default area", "ip": "10.0.0.1",
                            "bk_agent_id": "0200000000525400000000000000000000000000", "alive": 1
                          }
                        },
                        "status": 9, "tag": "done", "exit_code": 0,
                        "start_time": 1784510104000, "end_time": 1784510106000, "total_time": 2000
                      },
                      {
                        "execute_object": {
                          "type": 1, "resource_id": "2000002",
                          "host": {
                            "bk_host_id": 2000002, "bk_cloud_id": 0, "bk_cloud_name": "default area", "ip": "10.0.0.2",
                            "bk_agent_id": "0200000000525400000000000000000000000001", "alive": 1
                          }
                        },
                        "status": 7, "tag": "", "start_time": 1784510104000
                      },
                      {
                        "execute_object": {
                          "type": 1, "resource_id": "2000003",
                          "host": {
                            "bk_host_id": 2000003, "bk_cloud_id": 0, "bk_cloud_name": "default area", "ip": "10.0.0.3",
                            "bk_agent_id": "0200000000525400000000000000000000000002", "alive": 1
                          }
                        },
                        "status": 7, "tag": "", "start_time": 1784510104000
                      }
                    ]
                  },
                  {
                    "step_instance_id": 90003, "name": "Approve", "status": 1, "type": 3, "execute_count": 0,
                    "create_time": 1784510099000
                  }
                ]
              }
            }
            """),
        ["gateway v4, over, without hosts"] = new(Mixed with { Steps = [Mixed.Steps[0]] }, 20, GatewayV4, false, $$"""
            {
              "job_request_id": "*",
              "data": {
                "finished": true,
                "job_instance": {
                  {{JobHead}}, "status": 3,
                  "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "Push", "status": 3, "type": 2, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510104000, "total_time": 4000
                  }
                ]
              }
            }
            """),
        ["gateway v4, hosts with neither id nor IPv4"] = new(Ipv6, 2, GatewayV4, true, $$"""
            {
              "job_request_id": "*",
              "data": {
                "finished": true,
                "job_instance": {
                  {{JobHead}}, "status": 4,
                  "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510101000, "total_time": 1000
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "s", "status": 4, "type": 1, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510101000, "total_time": 1000,
                    "step_execute_object_result_list": [
                      {
                        "execute_object": {
                          "type": 1, "resource_id": "null",
                          "host": {
                            "bk_cloud_id": 0, "bk_cloud_name": "default area", "ipv6": "fd00::1:1",
                            "bk_agent_id": "0200000000525400000000000000000000000000", "alive": 0
                          }
                        },
                        "status": 310, "tag": "", "start_time": 1784510100000, "end_time": 1784510101000, "total_time": 1000
                      }
                    ]
                  }
                ]
              }
            }
            """),
        ["gateway v4, containers"] = new(Containers, 4, GatewayV4, true, $$"""
            {
              "job_request_id": "*",
              "data": {
                "finished": true,
                "job_instance": {
                  {{JobHead}}, "status": 4,
                  "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510103000, "total_time": 3000
                },
                "step_instance_list": [
                  {
                    "step_instance_id": 90001, "name": "s", "status": 4, "type": 1, "execute_count": 0,
                    "create_time": 1784510099000, "start_time": 1784510100000, "end_time": 1784510103000, "total_time": 3000,
                    "step_execute_object_result_list": [
                      {
                        "execute_object": {
                          "type": 1, "resource_id": "2000001",
                          "host": {
                            "bk_host_id": 2000001, "bk_cloud_id": 0, "bk_cloud_name": "default area", "ip": "10.0.0.1",
                            "bk_agent_id": "0200000000525400000000000000000000000000", "alive": 1
                          }
                        },
                        "status": 9, "tag": "", "exit_code": 0,
                        "start_time": 1784510100000, "end_time": 1784510101000, "total_time": 1000
                      },
                      {
                        "execute_object": {
                          "type": 2, "resource_id": "5000001",
                          "container": {
                            "id": 5000001, "node_host_id": 2000001, "name": "app-1",
                            "container_id": "containerd://9e3779b97f4a7c1561c8864680b583eadaa66d2c7ddf743fe8ea9f60838b9392"
                          }
                        },
                        "status": 9, "tag": "", "exit_code": 0,
                        "start_time": 1784510100000, "end_time": 1784510102000, "total_time": 2000
                      },
                      {
                        "execute_object": {
                          "type": 2, "resource_id": "5000002",
                          "container": {
                            "id": 5000002, "node_host_id": 2000001, "name": "app-2",
                            "container_id": "containerd://3c6ef372fe94f82ac3910c8d016b07d5b54cda58fbbee87ed1d53ec107172729"
                          }
                        },
                        "status": 104, "tag": "", "exit_code": 1,
                        "start_time": 1784510100000, "end_time": 1784510103000, "total_time": 3000
                      }
                    ]
                  }
                ]
              }
            }
            """),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Body_equals_that_of_the_server(string name)
    {
        BodyCase wanted = All[name];
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        harness.Simulator.Jobs.Add(wanted.Job);
        harness.Advance(wanted.Seconds);

        ApiResponse response = await harness.InvokeAsync(wanted.Api, ApiHarness.QueryOf(wanted.Api, 900, wanted.WithHosts));

        Assert.Equal((200, "application/json"), (response.Status, response.Headers["Content-Type"]));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(wanted.Body), response.WithoutIds()),
            $"Wanted:\n{JsonNode.Parse(wanted.Body)}\nGot:\n{response.WithoutIds()}");
    }

    private sealed record BodyCase(SimulatedJob Job, double Seconds, ServerApis Api, bool WithHosts, string Body);
}
