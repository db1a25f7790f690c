using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>Every field with values of a wrong type: the error names the field and the request id that stands behind it.</summary>
public sealed class WrongTypeTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string Job = "data.job_instance.";
    private const string Step = "data.blocks[0].step_instances[0].";

    private static readonly string[] NoText = ["1", "1.5", "true", "{}", "[]", "[\"a\"]"];
    private static readonly string[] NoLong = ["\"1\"", "1.5", "1E2", "true", "{}", "[1]", "9223372036854775808", "1e999"];
    private static readonly string[] NoInt = ["\"3\"", "1.5", "3.0", "false", "{\"a\": 1}", "[]", "2147483648", "-2147483649"];
    private static readonly string[] NoBool = ["1", "\"true\"", "{}", "[]"];
    private static readonly string[] NoFlag = ["\"1\"", "1.5", "{}", "[]", "2147483648"];
    private static readonly string[] NoSeconds = ["\"3.1\"", "true", "{}", "[]", "1e300", "-1e300", "1e999"];
    private static readonly string[] NoTime = ["1521089795", "1.5", "true", "{}", "[]", "\"yesterday\""];
    private static readonly string[] NoObject = ["1", "\"a\"", "true", "[]", "[{}]"];
    private static readonly string[] NoArray = ["1", "\"a\"", "true", "{}", "{\"a\": []}"];
    private static readonly string[] NoCode = ["true", "{}", "[0]"];

    private static readonly (string Field, string[] Wrong)[] Table =
    [
        ("result", NoBool),
        ("code", NoCode),
        ("message", [.. NoText.Where(json => json != "{}")]), // Job 2.x sends an object of texts where it is asked for all languages.
        ("job_request_id", NoText),
        ("data", NoObject),
        ("data.is_finished", NoBool),
        ("data.job_instance", NoObject),
        (Job + "job_instance_id", NoLong),
        (Job + "bk_biz_id", NoLong),
        (Job + "bk_scope_type", NoText),
        (Job + "bk_scope_id", NoText),
        (Job + "bk_job_id", NoLong),
        (Job + "name", NoText),
        (Job + "status", NoInt),
        (Job + "operator", NoText),
        (Job + "start_way", NoInt),
        (Job + "create_time", NoTime),
        (Job + "start_time", NoTime),
        (Job + "end_time", NoTime),
        (Job + "total_time", NoSeconds),
        (Job + "current_step_instance_id", NoLong),
        ("data.blocks", NoArray),
        ("data.blocks[0].type", NoInt),
        ("data.blocks[0].block_order", NoInt),
        ("data.blocks[0].block_name", NoText),
        ("data.blocks[0].step_instances", NoArray),
        (Step + "step_instance_id", NoLong),
        (Step + "step_id", NoLong),
        (Step + "name", NoText),
        (Step + "type", NoInt),
        (Step + "operator", NoText),
        (Step + "status", NoInt),
        (Step + "execute_count", NoInt),
        (Step + "create_time", NoTime),
        (Step + "start_time", NoTime),
        (Step + "end_time", NoTime),
        (Step + "total_time", NoSeconds),
        (Step + "pause", NoFlag),
        (Step + "order", NoInt),
        (Step + "operation_list", NoArray),
        (Step + "operation_list[0].operation_code", NoInt),
        (Step + "operation_list[0].operation_name", NoText),
        (Step + "step_ip_status", NoArray),
        (Step + "step_ip_status[0].ip", NoText),
        (Step + "step_ip_status[0].bk_cloud_id", NoLong),
        (Step + "step_ip_status[0].status", NoInt),
        ("data.blocks[0]", NoObject),
        ("data.blocks[0].step_instances[0]", NoObject),
        (Step + "operation_list[0]", NoObject),
        (Step + "step_ip_status[0]", NoObject),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        Table.SelectMany(row => row.Wrong.Select(json => new TheoryDataRow<string, string>(row.Field, json)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Wrong_type_error_names_field_and_later_request_id(string field, string json)
    {
        BkJobException error = await bench.FailToReadAsync(Bodies.With(field, json));

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, field, "req-7", false), (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The request id itself may be the broken one: then the one of Job is left.</summary>
    [Fact]
    public async Task Wrong_type_of_the_request_id_leaves_that_of_Job()
    {
        BkJobException error = await bench.FailToReadAsync(Bodies.With("request_id", "7"));

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, "request_id", "job-7"), (error.Kind, error.Field, error.RequestId));
    }

    [Fact]
    public async Task First_of_several_wrong_values_is_named()
    {
        string body = Bodies.With(Bodies.With(Job + "status", "\"4\""), Step + "status", "\"4\"");

        Assert.Equal(Job + "status", (await bench.FailToReadAsync(body)).Field);
    }

    [Fact]
    public async Task Index_of_a_wrong_value_counts_nulls()
    {
        string body = Bodies.With(Step + "step_ip_status", """[ {"status": 9}, null, {"status": 9, "ip": 5} ]""");

        Assert.Equal(Step + "step_ip_status[2].ip", (await bench.FailToReadAsync(body)).Field);
    }

    /// <summary>Half a surrogate pair is JSON, but no text.</summary>
    [Fact]
    public async Task Invalid_text_names_its_field()
    {
        string body = Bodies.EveryField.Replace("\"Patch\"", "\"\\ud83d\"", StringComparison.Ordinal);

        Assert.Equal(Job + "name", (await bench.FailToReadAsync(body)).Field);
    }
}
