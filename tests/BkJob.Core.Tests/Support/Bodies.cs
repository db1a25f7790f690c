using System.Text.Json.Nodes;

namespace BkJob.Core.Tests.Support;

/// <summary>Bodies that tests make, where no payload has what they need.</summary>
internal static class Bodies
{
    /// <summary>Every field of both shapes that live under the URL of ESB v2, and none of them null.</summary>
    public const string EveryField = """
        {
          "result": true,
          "code": 0,
          "message": "",
          "job_request_id": "job-7",
          "data": {
            "is_finished": true,
            "job_instance": {
              "job_instance_id": 100,
              "bk_biz_id": 1,
              "bk_scope_type": "biz",
              "bk_scope_id": "1",
              "bk_job_id": 310,
              "name": "Patch",
              "status": 4,
              "operator": "ops_liu",
              "start_way": 3,
              "create_time": "2026-07-20 09:15:00",
              "start_time": "2026-07-20 09:15:01",
              "end_time": "2026-07-20 09:15:09",
              "total_time": 8.25,
              "current_step_instance_id": 200
            },
            "blocks": [
              {
                "type": 1,
                "block_order": 1,
                "block_name": "Block",
                "step_instances": [
                  {
                    "step_instance_id": 200,
                    "step_id": 20,
                    "name": "Step",
                    "type": 1,
                    "operator": "ops_wang",
                    "status": 4,
                    "execute_count": 2,
                    "retry_count": 2,
                    "create_time": "2026-07-20 09:15:02",
                    "start_time": "2026-07-20 09:15:03",
                    "end_time": "2026-07-20 09:15:08",
                    "total_time": 5.5,
                    "pause": 1,
                    "order": 1,
                    "operation_list": [ { "operation_code": 2, "operation_name": "Retry" } ],
                    "step_ip_status": [ { "ip": "198.51.100.11", "bk_cloud_id": 7, "status": 11 } ]
                  }
                ]
              }
            ]
          },
          "request_id": "req-7"
        }
        """;

    /// <summary>A body with one value changed.</summary>
    /// <param name="path">Where, as in <c>data.blocks[0].type</c>.</param>
    /// <param name="json">The new value; null takes the field away.</param>
    public static string With(string path, string? json) => With(EveryField, path, json);

    public static string With(string body, string path, string? json)
    {
        JsonNode root = JsonNode.Parse(body)!;
        string[] parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode parent = parts[..^1].Aggregate(root, Child);
        string last = parts[^1];
        if (last[0] == '[')
        {
            parent.AsArray()[IndexIn(last)] = JsonNode.Parse(json!);
        }
        else if (json is null)
        {
            Assert.True(parent.AsObject().Remove(last), $"There is no {path} to take away.");
        }
        else
        {
            parent.AsObject()[last] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    private static JsonNode Child(JsonNode parent, string part) =>
        (part[0] == '[' ? parent.AsArray()[IndexIn(part)] : parent[part])!;

    private static int IndexIn(string part) => int.Parse(part.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture);
}
