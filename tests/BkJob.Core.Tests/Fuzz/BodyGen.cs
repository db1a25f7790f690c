using System.Text;
using BkJob.Core.Tests.Support;
using CsCheck;
using static BkJob.Core.Tests.Fuzz.JsonGen;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>Makes bodies, from plain noise to such as are nearly right.</summary>
internal static class BodyGen
{
    private static readonly Gen<string> Id = Gen.Long[1, 1_000_000].Select(id => FormattableString.Invariant($"{id}"));
    private static readonly Gen<string> Status = Gen.Int[-1, 16].Select(status => FormattableString.Invariant($"{status}"));
    private static readonly Gen<string> Text = Gen.OneOf("\"\"", "\"Patch\"", "\"\\u5f88\"", $"\"{ByteText.Of("很")}\"");
    private static readonly Gen<string> Time = Gen.OneOf("\"2026-07-20 09:15:00\"", "\"2018-03-15 12:56:35 +0800\"", "\"\"", "null");
    private static readonly Gen<string> Seconds = Gen.OneOf("0", "3.169", "1.0E7", "null");

    private static readonly Gen<string> Host = JsonGen.Object(("ip", Text), ("bk_cloud_id", Id), ("status", Status));
    private static readonly Gen<string> Operation = JsonGen.Object(("operation_code", Status), ("operation_name", Text));

    private static readonly Gen<string> Step = JsonGen.Object(
        ("step_instance_id", Id), ("step_id", Id), ("name", Text), ("type", Status), ("status", Status), ("execute_count", Status),
        ("create_time", Time), ("end_time", Time), ("total_time", Seconds), ("pause", Gen.OneOf("0", "1", "true")),
        ("operation_list", JsonGen.Array(Operation, 3)), ("step_ip_status", JsonGen.Array(Host, 5)));

    private static readonly Gen<string> Block = JsonGen.Object(
        ("type", Status), ("block_order", Status), ("block_name", Text), ("step_instances", JsonGen.Array(Step, 3)));

    private static readonly Gen<string> Job = JsonGen.Object(
        ("job_instance_id", Id), ("bk_biz_id", Id), ("bk_scope_type", Text), ("bk_scope_id", Text), ("name", Text), ("status", Status),
        ("operator", Text), ("start_way", Status), ("start_time", Time), ("total_time", Seconds));

    private static readonly Gen<string> Data = JsonGen.Object(
        ("is_finished", Gen.OneOf("true", "false")), ("blocks", JsonGen.Array(Block, 3)), ("job_instance", Job));

    private static readonly Gen<string> Resource = JsonGen.Object(("id", Text), ("type_name", Text), ("name", Text));

    private static readonly Gen<string> Permission = JsonGen.Object(("actions", JsonGen.Array(
        JsonGen.Object(("id", Text), ("name", Text), ("related_resource_types", JsonGen.Array(
            JsonGen.Object(("instances", JsonGen.Array(JsonGen.Array(Resource, 2), 2))), 2))),
        2)));

    private static readonly Gen<string> Epoch = Gen.OneOf("1784510100000", "1784510100", "0", "9999999999", "253370764800000", "null");
    private static readonly Gen<string> Milliseconds = Gen.OneOf("0", "28000", "-1", "253370764800000", "null");

    private static readonly (string Name, Gen<string> Right)[] Result =
    [
        ("status", Status), ("tag", Text), ("exit_code", Status), ("error_code", Status), ("start_time", Epoch), ("end_time", Epoch),
        ("total_time", Milliseconds),
    ];

    private static readonly Gen<string> HostOfV3 = JsonGen.Object(
        [("bk_host_id", Id), ("ip", Text), ("ipv6", Text), ("bk_cloud_id", Id), .. Result]);

    private static readonly Gen<string> ExecuteObject = JsonGen.Object(
        ("host", JsonGen.Object(("bk_host_id", Id), ("bk_cloud_id", Id), ("ip", Text), ("ipv6", Text))),
        ("container", JsonGen.Object(("container_id", Text), ("node_host_id", Id), ("name", Text))));

    private static readonly Gen<string> ResultOfV4 = JsonGen.Object([("execute_object", ExecuteObject), .. Result]);

    /// <summary>With the hosts of v3 and those of v4: each reader passes over the ones that are not its own.</summary>
    private static readonly Gen<string> LaterStep = JsonGen.Object(
        ("step_instance_id", Id), ("name", Text), ("status", Status), ("type", Status), ("execute_count", Status),
        ("start_time", Epoch), ("end_time", Epoch), ("total_time", Milliseconds), ("create_time", Epoch),
        ("step_ip_result_list", JsonGen.Array(HostOfV3, 5)), ("step_execute_object_result_list", JsonGen.Array(ResultOfV4, 5)));

    private static readonly Gen<string> LaterJob = JsonGen.Object(
        ("bk_biz_id", Id), ("bk_scope_type", Text), ("bk_scope_id", Text), ("job_instance_id", Id), ("status", Status), ("name", Text),
        ("create_time", Epoch), ("start_time", Epoch), ("end_time", Epoch), ("total_time", Milliseconds));

    private static readonly Gen<string> LaterData = JsonGen.Object(
        ("finished", Gen.OneOf("true", "false")), ("job_instance", LaterJob), ("step_instance_list", JsonGen.Array(LaterStep, 3)));

    private static readonly Gen<string> Error = JsonGen.Object(
        ("code", Gen.OneOf("\"NOT_FOUND\"", "\"NO_PERMISSION\"", "1244006")), ("message", Text), ("data", Permission),
        ("details", JsonGen.Array(JsonGen.Object(("code", Gen.OneOf("\"1244006\"", "1241025")), ("message", Text)), 3)));

    /// <summary>Noise.</summary>
    public static Gen<byte[]> Noise { get; } = Gen.Byte.Array[0, 3000];

    /// <summary>A body that a real server sent, damaged.</summary>
    public static Gen<byte[]> Damaged { get; } = Gen.Select(
        Gen.OneOf<byte[]>([.. Payload.Names("").Select(name => Encoding.UTF8.GetBytes(Payload.Text(name)))]),
        Mutation.Any.Array[1, 6],
        (body, mutations) => mutations.Aggregate(body, (bytes, mutation) => mutation.Apply(bytes)));

    /// <summary>JSON with the API's names in any place.</summary>
    public static Gen<byte[]> Wild { get; } = Gen.Frequency((20, Tree), (1, Value)).Select(ByteText.ToBytes);

    /// <summary>A response in the API's shape in which a field now and then is something else.</summary>
    public static Gen<byte[]> Shaped { get; } = JsonGen.Object(
        ("result", Gen.Const("true")), ("code", Gen.Const("0")), ("message", Text), ("data", Data), ("request_id", Text),
        ("permission", Gen.Frequency((4, Gen.Const("null")), (1, Permission))))
        .Select(ByteText.ToBytes);

    /// <summary>The same of v3 and v4.</summary>
    public static Gen<byte[]> ShapedLater { get; } = JsonGen.Object(
        ("data", LaterData), ("job_request_id", Text), ("error", Gen.Frequency((4, Gen.Const("null")), (1, Error))))
        .Select(ByteText.ToBytes);
}
