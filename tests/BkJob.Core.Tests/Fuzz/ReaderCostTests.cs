using static BkJob.BkJobApi;
using JsonSchemaReader = BkJob.Streaming.JsonSchemaReader;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>The bodies that cost most for their size; noise does not find them.</summary>
public sealed class ReaderCostTests
{
    /// <summary>A little less than so many <c>{},</c> as are taken: there the cost of a byte is at its highest.</summary>
    private const int Size = 290_000;

    private const string V3Host = """
        {"bk_host_id":1,"ip":"","ipv6":"","bk_cloud_id":1,
        "status":1,"tag":"","exit_code":1,"error_code":1,"start_time":1,"end_time":1,"total_time":1}
        """;

    private const string V4Row = """
        {"execute_object":{"host":{"bk_host_id":1,"bk_cloud_id":1,"ip":"","ipv6":""},
        "container":{"container_id":"","node_host_id":1,"name":""}},
        "status":1,"tag":"","exit_code":1,"error_code":1,"start_time":1,"end_time":1,"total_time":1}
        """;

    private const string InSteps = """{"data":{"blocks":[{"step_instances":[""";
    private const string InStep = InSteps + "{";
    private const string InHosts = InStep + "\"step_ip_status\":[";
    private const string InLaterSteps = """{"data":{"step_instance_list":[""";
    private const string V3Hosts = "\"step_ip_result_list\":[";
    private const string V4Rows = "\"step_execute_object_result_list\":[";
    private const string InV3Hosts = InLaterSteps + "{" + V3Hosts;
    private const string InV4Hosts = InLaterSteps + "{" + V4Rows;
    private const string InTypes = """{"permission":{"actions":[{"related_resource_types":[""";

    /// <summary>
    /// Body before and behind what is repeated, that, and how many bytes of memory a byte of body may cost: half as much again as was
    /// measured. Where nothing is kept, it is what a pool that is empty has to make.
    /// </summary>
    public static TheoryData<string, BkJobApi, string, string, string, int> Cases => new()
    {
        { "blocks", EsbV2, "{\"data\":{\"blocks\":[", "{},", "{}]}}", 52 },
        { "lists of blocks", EsbV2, "{\"data\":{", "\"blocks\":[{}],", "\"blocks\":[]}}", 10 },
        { "steps", EsbV2, InSteps, "{},", "{}]}]}}", 115 },
        { "steps of v3", EsbV3, InLaterSteps, "{},", "{}]}}", 185 },
        { "steps of v4", GatewayV4, InLaterSteps, "{},", "{}]}}", 185 },
        { "steps without hosts", EsbV2, InSteps, "{\"step_ip_status\":[]},", "{}]}]}}", 30 },
        { "steps with a host", EsbV2, InSteps, "{\"step_ip_status\":[{\"ip\":\"\"}]},", "{}]}]}}", 30 },
        { "steps with a whole host", EsbV3, InLaterSteps, "{" + V3Hosts + V3Host + "]},", "{}]}}", 22 },
        { "steps with a whole row", GatewayV4, InLaterSteps, "{" + V4Rows + V4Row + "]},", "{}]}}", 18 },
        { "steps with an operation", EsbV2, InSteps, "{\"operation_list\":[{}]},", "{}]}]}}", 22 },
        { "operations", EsbV2, InStep + "\"operation_list\":[", "{},", "{}]}]}]}}", 27 },
        { "lists of hosts", EsbV2, InStep, "\"step_ip_status\":[],", "\"status\":1}]}]}}", 15 },
        { "lists of a host", EsbV2, InStep, "\"step_ip_status\":[{\"ip\":\"\"}],", "\"status\":1}]}]}}", 15 },
        { "lists of operations", EsbV2, InStep, "\"operation_list\":[],", "\"status\":1}]}]}}", 10 },
        { "jobs", EsbV2, "{\"data\":{", "\"job_instance\":{},", "\"blocks\":[]}}", 18 },
        { "hosts", EsbV2, InHosts, "{},", "{}]}]}]}}", 10 },
        { "hosts with a status", EsbV2, InHosts, "{\"status\":9},", "{}]}]}]}}", 10 },
        { "hosts with an escape", EsbV2, InHosts, "{\"ip\":\"\\u0061\"},", "{}]}]}]}}", 10 },
        { "hosts of half a character", EsbV2, InHosts, "{\"ip\":\"\\ud83d\"},", "{}]}]}]}}", 72 },
        { "hosts of v3", EsbV3, InV3Hosts, V3Host + ",", "{}]}]}}", 10 },
        { "rows of v4", GatewayV4, InV4Hosts, V4Row + ",", "{}]}]}}", 10 },
        { "hosts, of which the last alone says anything", EsbV3, InV3Hosts, "{},", V3Host + "]}]}}", 55 },
        { "rows, of which the last alone says anything", GatewayV4, InV4Hosts, "{},", V4Row + "]}]}}", 65 },
        { "wrong hosts", EsbV2, InHosts, "1,", "1]}]}]}}", 10 },
        { "permissions", EsbV2, "{\"permission\":{\"actions\":[", "{},", "{}]}}", 47 },
        { "permissions of v4", GatewayV4, "{\"error\":{\"data\":{\"actions\":[", "{},", "{}]}}}", 47 },
        { "lists of permissions", EsbV2, "{\"permission\":{", "\"actions\":[{}],", "\"x\":1}}", 10 },
        { "types of resources", EsbV2, InTypes, "{},", "{}]}]}}", 10 },
        { "resources", EsbV2, InTypes + "{\"instances\":[[", "{},", "{}]]}]}]}}", 31 },
        { "lists of resources", EsbV2, InTypes + "{\"instances\":[", "[],", "[]]}]}]}}", 10 },
        { "details", GatewayV4, "{\"error\":{\"details\":[", "{\"code\":1,\"message\":\"\"},", "{}]}}", 10 },
        { "unknown fields", EsbV2, "{", "\"x\":1,", "\"y\":1}", 10 },
        { "the same field", EsbV2, "{", "\"code\":1,", "\"code\":1}", 10 },
        { "escaped names", EsbV2, "{", "\"\\u0061\":1,", "\"y\":1}", 16 },
        { "names of half a character", EsbV2, "{", "\"\\ud83d\":1,", "\"y\":1}", 107 },
        { "texts of half a character", EsbV2, "{", "\"message\":\"\\ud83d\",", "\"y\":1}", 60 },
        { "a long text", EsbV2, "{\"message\":\"", "a", "\"}", 15 },
        { "a long escaped text", EsbV2, "{\"message\":\"", "\\n", "\"}", 15 },
        { "a long number", EsbV2, "{\"code\":", "9", "}", 15 },
        { "a long name", EsbV2, "{\"", "a", "\":1}", 10 },
        { "a long escaped name", EsbV2, "{\"\\n", "a", "\":1}", 15 },
        { "a long address", EsbV2, InHosts + "{\"ip\":\"", "a", "\"}]}]}]}}", 15 },
        { "a long escaped address", EsbV2, InHosts + "{\"ip\":\"\\n", "a", "\"}]}]}]}}", 18 },
        { "blanks in front", EsbV2, "", " ", "{}", 10 },
        { "blanks within", EsbV2, "{", " ", "}", 10 },
        { "blanks behind", EsbV2, "{}", " ", "", 10 },
        { "no end", EsbV2, "{\"data\":[", "1,", "", 10 },
        { "only depth", EsbV2, "", "[", "", 10 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Memory_is_bounded_by_the_size_of_the_body(
        string what, BkJobApi api, string before, string repeated, string behind, int costOfByte)
    {
        byte[] body = ByteText.ToBytes(before + string.Concat(Enumerable.Repeat(repeated, Size / repeated.Length)) + behind);

        foreach (int piece in new[] { int.MaxValue, 16 * 1024 })
        {
            long cost = Reading.Of(api, long.MaxValue, body, piece).Allocated / body.Length;

            Assert.True(cost <= costOfByte, $"{what}, {piece} bytes at a time: {cost} bytes of memory for each byte.");
        }
    }

    /// <summary>Twice as many as are taken cost no more than those that are.</summary>
    [Theory]
    [InlineData(EsbV2, "{\"data\":{\"blocks\":[", "{}]}}", 160)]
    [InlineData(EsbV2, InSteps, "{}]}]}}", 350)]
    [InlineData(EsbV3, InLaterSteps, "{}]}}", 560)]
    [InlineData(GatewayV4, InLaterSteps, "{}]}}", 560)]
    [InlineData(EsbV2, InStep + "\"operation_list\":[", "{}]}]}]}}", 100)]
    [InlineData(EsbV2, "{\"permission\":{\"actions\":[", "{}]}}", 160)]
    [InlineData(EsbV2, InTypes + "{\"instances\":[[", "{}]]}]}]}}", 100)]
    public void Excess_data_is_not_retained(BkJobApi api, string before, string behind, int costOfOne)
    {
        byte[] body = ByteText.ToBytes(before + string.Concat(Enumerable.Repeat("{},", 2 * JsonSchemaReader.MaxElements)) + behind);

        Reading reading = Reading.Of(api, long.MaxValue, body, 64 * 1024);

        Assert.Contains("contains more than 100000 blocks, steps or similar items", reading.FaultClassification, StringComparison.Ordinal);
        Assert.InRange(reading.Allocated, 0, (long)costOfOne * JsonSchemaReader.MaxElements);
    }

    /// <summary>Depth is not walked down by recursion, and what lies deep in a field that nobody reads is not built.</summary>
    [Theory]
    [InlineData(64, "does not contain data")]
    [InlineData(65, "is not valid JSON")]
    [InlineData(10_000, "is not valid JSON")]
    [InlineData(1_000_000, "is not valid JSON")]
    public void Depth_is_limited_to_that_of_the_parser(int depth, string words)
    {
        foreach ((string opens, string ends) in new[] { ("[", "]"), ("{\"data\":", "}") })
        {
            string nested = string.Concat(Enumerable.Repeat(opens, depth - 1)) + "1" + string.Concat(Enumerable.Repeat(ends, depth - 1));

            Assert.Contains(words, Reading.Of(ByteText.ToBytes($"{{\"x\":{nested}}}"), int.MaxValue).FaultClassification, StringComparison.Ordinal);
        }
    }
}
