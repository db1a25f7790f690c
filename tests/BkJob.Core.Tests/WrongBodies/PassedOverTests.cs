using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>What a newer server adds is passed over, whatever it is.</summary>
public sealed class PassedOverTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    /// <summary>Fields that no table has, with known names inside them that must not be taken for the known ones.</summary>
    public static TheoryData<string> Unknown =>
    [
        "null", "true", "1e999", "\"text\"", "[]", "{}",
        """{"status": 99, "name": "wrong", "data": {"job_instance": {"status": 99}}, "blocks": [{"type": 99}]}""",
        """[1, "a", null, [[{"status": 99}], {}], {"step_ip_status": [{"status": 99}]}]""",
        """{"deep": {"deeper": {"deepest": [[[[[{"result": false, "code": 1306000}]]]]]}}}""",
    ];

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task Unknown_fields_are_ignored_anywhere(string json)
    {
        string field = $"\"new_field\": {json},";
        string body = Bodies.EveryField
            .Replace("\"result\"", field + "\"result\"", StringComparison.Ordinal)
            .Replace("\"is_finished\"", field + "\"is_finished\"", StringComparison.Ordinal)
            .Replace("\"job_instance_id\"", field + "\"job_instance_id\"", StringComparison.Ordinal)
            .Replace("\"block_order\"", field + "\"block_order\"", StringComparison.Ordinal)
            .Replace("\"step_instance_id\"", field + "\"step_instance_id\"", StringComparison.Ordinal)
            .Replace("\"operation_name\"", field + "\"operation_name\"", StringComparison.Ordinal)
            .Replace("\"bk_cloud_id\"", field + "\"bk_cloud_id\"", StringComparison.Ordinal)
            .Replace("\"request_id\"", field + "\"request_id\"", StringComparison.Ordinal);
        Assert.Equal(9, body.Split("new_field").Length);

        Assert.Equal(Dump.Of(await bench.ReadAsync(Bodies.EveryField)), Dump.Of(await bench.ReadAsync(body)));
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
}
