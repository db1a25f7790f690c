using System.Text.Json;
using System.Text.Json.Nodes;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>Every field of the schemas with values of a wrong type: the error names the field and the request ID that follows it.</summary>
public sealed class WrongTypeTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string Job = "data.job_instance.";
    private const string Step = "data.blocks[0].step_instances[0].";

    private static readonly string[] NoText = ["1", "1.5", "true", "{}", "[]", "[\"a\"]"];
    private static readonly string[] NoBool = ["1", "\"true\"", "{}", "[]"];
    private static readonly string[] NoObject = ["1", "\"a\"", "true", "[]", "[{}]"];
    private static readonly string[] NoArray = ["1", "\"a\"", "true", "{}", "{\"a\": []}"];
    private static readonly string[] NoNumber = ["\"1\"", "true", "{}", "[]", "[1]", "1e999"];

    public static IEnumerable<TheoryDataRow<BkJobApi, string>> Fields =>
        from api in SchemaFields.Apis
        from item in SchemaFields.Of(api.Data)
        select new TheoryDataRow<BkJobApi, string>(api.Data, item.Path);

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Wrong_type_error_names_field_and_later_request_id(BkJobApi api, string field)
    {
        JsonNode value = SchemaFields.Of(api).Single(each => each.Path == field).Value;
        string? requestId = (api, field) switch
        {
            (BkJobApi.GatewayV4, "job_request_id") => null,
            (BkJobApi.GatewayV4, _) or (_, "request_id") => "job-7",
            _ => "req-7",
        };
        foreach (string json in WrongValues(api, field, value))
        {
            BkJobException error = await StubServer.FailAsync(api, Bodies.With(EpochBodies.Of(api), field, json));

            Assert.Equal(
                (json, BkJobErrorKind.InvalidResponse, field, requestId, false),
                (json, error.Kind, error.Field, error.RequestId, error.IsTransient));
            Assert.Contains($"of a wrong type or range in {field}", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A field that is added to a schema is also added to the body that the tests walk.</summary>
    [Theory]
    [MemberData(nameof(SchemaFields.Apis), MemberType = typeof(SchemaFields))]
    public void Body_of_the_tests_has_every_field_of_the_schema(BkJobApi api) => Assert.Empty(
        SchemaFields.NamesOf(api).Except(SchemaFields.Of(api).Select(field => field.Path.Split('.')[^1])));

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

    /// <summary>Half a surrogate pair is JSON, but not valid text.</summary>
    [Fact]
    public async Task Invalid_text_names_its_field()
    {
        string body = Bodies.EveryField.Replace("\"Patch\"", "\"\\ud83d\"", StringComparison.Ordinal);

        Assert.Equal(Job + "name", (await bench.FailToReadAsync(body)).Field);
    }

    private static IEnumerable<string> WrongValues(BkJobApi api, string field, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => NoObject,
        JsonValueKind.Array => NoArray,
        JsonValueKind.True or JsonValueKind.False => NoBool,
        // Job 2.x sends an object of texts if the messages of all languages are requested.
        JsonValueKind.String when field == "message" => NoText.Where(json => json != "{}"),
        JsonValueKind.String when field.EndsWith("_time", StringComparison.Ordinal) => [.. NoText, "\"yesterday\""],
        JsonValueKind.String => NoText,
        _ => WrongNumbers(api, field.Split('.')[^1]),
    };

    /// <summary>The range of a number follows from its name.</summary>
    private static IEnumerable<string> WrongNumbers(BkJobApi api, string name) => name switch
    {
        // A code can also be a text or any number.
        "code" => ["true", "{}", "[0]"],
        "pause" => ["\"1\"", "1.5", "{}", "[]", "2147483648"],
        "total_time" when api == BkJobApi.EsbV2 => [.. NoNumber, "1e300", "-1e300"],
        "total_time" => [.. NoNumber, "1.5", "1E3", "9223372036854775807"],
        "create_time" or "start_time" or "end_time" => [.. NoNumber, "1.5", "-1", "9223372036854775807"],
        _ when name == "id" || name.EndsWith("_id", StringComparison.Ordinal) => [.. NoNumber, "1.5", "1E2", "9223372036854775808"],
        _ => [.. NoNumber, "1.5", "3.0", "2147483648", "-2147483649"],
    };
}
