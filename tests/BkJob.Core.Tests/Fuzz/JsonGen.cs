using CsCheck;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>Makes JSON, and some that only looks like it, as <see cref="ByteText"/>.</summary>
internal static class JsonGen
{
    private static readonly string[] Names =
    [
        "result", "code", "message", "request_id", "job_request_id", "data", "is_finished", "job_instance", "blocks",
        "job_instance_id", "bk_biz_id", "bk_scope_type", "bk_scope_id", "bk_job_id", "name", "status", "operator", "start_way",
        "create_time", "start_time", "end_time", "total_time", "current_step_instance_id", "type", "block_order", "block_name",
        "step_instances", "step_instance_id", "step_id", "execute_count", "retry_count", "pause", "order", "operation_list",
        "operation_code", "operation_name", "step_ip_status", "ip", "bk_cloud_id", "permission", "actions",
        "related_resource_types", "instances", "id", "type_name", "error", "details", "finished", "step_instance_list",
        "step_ip_result_list", "step_execute_object_result_list", "execute_object", "host", "container", "container_id", "node_host_id",
        "bk_host_id", "ipv6", "tag", "exit_code", "error_code",
    ];

    /// <summary>The same names in other clothes, and names that are none.</summary>
    private static readonly string[] OddNames =
    [
        "", "x", "Status", "st\\u0061tus", "\\u0069p", "\\ud83d", "\\ud83dabcdef", "stat\\udc00us", "stat\xFFus", "\\u0000",
        new('n', 3000), "status\\n",
    ];

    private static readonly string[] Texts =
    [
        "", "a", "Patch", "198.51.100.11", "0", "1306000", "true", "2026-07-20 09:15:00", "2018-03-15 12:56:35 +0800",
        "0001-01-01 00:00:00", "9999-12-31 23:59:59", "9999-12-31 23:59:59 -1400", "2026-02-30 00:00:00", "<html>", "NaN",
        ByteText.Of("很长的名字"), "\\u5f88", "\\ud83d\\ude00", "\\ud83d", "\\udc00\\ud83d", "\xFF\xFE", "\xC0\x80", "\xED\xA0\x80",
        "\\u0000", "\\u001b[31m", "\\u202e", "\\r\\n", "$(exit)", "`", "\\/\\\\\\\"", new('x', 70_000),
    ];

    private static readonly string[] Numbers =
    [
        "0", "1", "3", "4", "9", "11", "100", "-1", "-0", "0.0", "1.5", "3.0", "1e3", "1E400", "-1e400", "1e-400", "2147483647",
        "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "922337203685",
        "922337203686e6", "1784510100000", "9999999999", "253370764800000", "253370764800001", new('9', 400), "0." + new string('1', 400),
    ];

    /// <summary>What parsers of other languages let pass.</summary>
    private static readonly string[] NoJson =
    [
        "NaN", "Infinity", "-Infinity", "01", "1.", ".5", "+1", "0x10", "'a'", "undefined", "tru", "\"\x01\"", "\"\\x\"", "\"\\u12\"",
        "[1,]", "{,}", "{\"a\":}", "/* */ 1", "",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Texts).Select(text => $"\"{text}\"");

    /// <summary>A plain value of any type.</summary>
    public static Gen<string> Scalar { get; } = Gen.Frequency(
        (20, Gen.OneOf(Numbers)),
        (20, Text),
        (10, Gen.OneOf("true", "false", "null")),
        (4, Gen.Long.Select(number => FormattableString.Invariant($"{number}"))),
        (4, Gen.Double.Select(number => FormattableString.Invariant($"{number:R}"))),
        (1, Gen.OneOf(NoJson)));

    private static readonly Gen<string> Name = Gen.Frequency((30, Gen.OneOf(Names)), (2, Gen.OneOf(OddNames)));

    /// <summary>Nested close to what the parser takes, and far beyond.</summary>
    private static readonly Gen<string> Deep = Gen.Select(Gen.OneOf(50, 63, 64, 65, 10_000), Gen.Bool, (depth, isArray) => isArray
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"data\":", depth)) + "1" + new string('}', depth));

    /// <summary>Anything.</summary>
    public static Gen<string> Value { get; } = AnyValue(depth: 4);

    /// <summary>An object whose fields are those of the API, in any place, with anything in them.</summary>
    public static Gen<string> Tree { get; } = AnyObject(AnyValue(depth: 5), most: 12);

    /// <summary>An object with each of some fields: mostly right, sometimes absent, twice, null or something else.</summary>
    public static Gen<string> Object(params (string Name, Gen<string> Right)[] fields)
    {
        Gen<string> written = fields.Aggregate(Gen.Const(""), (before, field) => Gen.Select(before, Field(field), string.Concat));
        return Gen.Select(written, Gen.Frequency((30, Gen.Const("")), (1, Member(Value))), (own, more) => $"{{{(own + more).TrimEnd(',')}}}");
    }

    /// <summary>An array, with a null or something else in it now and then.</summary>
    public static Gen<string> Array(Gen<string> element, int most) =>
        Gen.Frequency((40, element), (1, Gen.Const("null")), (1, Value)).Array[0, most].Select(all => $"[{string.Join(',', all)}]");

    private static Gen<string> Field((string Name, Gen<string> Right) field)
    {
        Gen<string> right = field.Right.Select(value => $"\"{field.Name}\":{value},");
        Gen<string> wrong = Gen.Frequency((3, Gen.Const("null")), (1, Value)).Select(value => $"\"{field.Name}\":{value},");
        return Gen.Frequency((200, right), (2, Gen.Const("")), (1, wrong), (2, Gen.Select(right, right, string.Concat)));
    }

    private static Gen<string> Member(Gen<string> value) => Gen.Select(Name, value, (name, json) => $"\"{name}\":{json},");

    private static Gen<string> AnyObject(Gen<string> value, int most) =>
        Member(value).Array[0, most].Select(members => $"{{{string.Concat(members).TrimEnd(',')}}}");

    private static Gen<string> AnyValue(int depth)
    {
        if (depth == 0)
        {
            return Scalar;
        }

        Gen<string> inner = AnyValue(depth - 1);
        return Gen.Frequency(
            (120, Scalar),
            (60, AnyObject(inner, most: 6)),
            (60, inner.Array[0, 4].Select(all => $"[{string.Join(',', all)}]")),
            (1, Deep));
    }
}
