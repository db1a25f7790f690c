using System.Text.RegularExpressions;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>What a newer server adds is passed over, whatever it is.</summary>
public sealed partial class PassedOverTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    /// <summary>Values of a field that no schema has, with known names inside that mean nothing there.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "1e999", "\"text\"", "[]", "{}",
        """{"status": 99, "name": "wrong", "data": {"job_instance": {"status": 99}}, "blocks": [{"type": 99}]}""",
        """[1, "a", null, [[{"status": 99}], {}], {"step_ip_status": [{"status": 99}]}]""",
        """{"deep": {"deeper": {"deepest": [[[[[{"result": false, "code": 1306000}]]]]]}}}""",
        """{"status": 99, "ip": "x", "host": {"ip": "x"}, "step_ip_result_list": [{"status": 99}]}""",
        """{"ip": "x", "container": {"name": "x"}, "execute_object": {"host": {"ip": "x"}}}""",
        """[{"name": "x", "node_host_id": "x"}, [[{"status": 99}]]]""",
    ];

    public static IEnumerable<TheoryDataRow<BkJobApi, string>> Unknown =>
        from api in Enum.GetValues<BkJobApi>()
        from json in Values
        select new TheoryDataRow<BkJobApi, string>(api, json);

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task Unknown_fields_are_ignored_anywhere(BkJobApi api, string json)
    {
        string body = FieldName().Replace(EpochBodies.Of(api), field => $"\"new_field\": {json}, {field.Value}");
        Assert.True(body.Split("new_field").Length > 20);

        Assert.Equal(Dump.Of(await StubServer.ReadAsync(api, EpochBodies.Of(api))), Dump.Of(await StubServer.ReadAsync(api, body)));
    }

    [Fact]
    public async Task Byte_order_mark_is_skipped() =>
        Assert.Equal(100, (await bench.ReadAsync("\uFEFF" + Bodies.EveryField)).Id);

    [Fact]
    public async Task Texts_are_read_unchanged()
    {
        string body = Bodies.EveryField.Replace(
            "\"Patch\"", """ "发布 \uD83D\uDE80 \"x\" \u001B[31m\n\u0000" """, StringComparison.Ordinal);

        Assert.Equal("发布 🚀 \"x\" \u001b[31m\n\0", (await bench.ReadAsync(body)).Name);
    }

    /// <summary>The order of Job's own code: hosts come before the job that they are of.</summary>
    [Fact]
    public async Task Order_of_fields_does_not_matter()
    {
        string body = Bodies.EveryField;
        int job = body.IndexOf("\"job_instance\"", StringComparison.Ordinal);
        int blocks = body.IndexOf("\"blocks\"", StringComparison.Ordinal);
        int end = body.IndexOf("]\n  },\n  \"request_id\"", StringComparison.Ordinal) + 1;
        string turned = body[..job] + body[blocks..end] + ", " + body[job..blocks].TrimEnd().TrimEnd(',') + body[end..];

        Assert.Equal(Dump.Of(await bench.ReadAsync(body)), Dump.Of(await bench.ReadAsync(turned)));
    }

    [GeneratedRegex("\"\\w+\":")]
    private static partial Regex FieldName();
}
