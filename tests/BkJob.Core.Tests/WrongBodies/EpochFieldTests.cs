using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>Every field of v3 and v4 with values of a wrong type, and without what no object can be without.</summary>
public sealed class EpochFieldTests
{
    private const string Job = "data.job_instance.";
    private const string Step = "data.step_instance_list[0].";
    private const string Host = Step + "step_ip_result_list[0].";
    private const string Result = Step + "step_execute_object_result_list[0].";
    private const string ContainerResult = Step + "step_execute_object_result_list[1].";

    private static readonly string[] NoText = ["1", "true", "{}", "[\"a\"]"];
    private static readonly string[] NoLong = ["\"1\"", "1.5", "true", "[1]", "9223372036854775808"];
    private static readonly string[] NoInt = ["\"3\"", "3.0", "{\"a\": 1}", "2147483648", "-2147483649"];
    private static readonly string[] NoBool = ["1", "\"true\"", "{}"];
    private static readonly string[] NoTime = ["\"2026-07-20 09:15:00\"", "1.5", "-1", "true", "{}"];
    private static readonly string[] NoMilliseconds = ["\"1\"", "1.5", "1E3", "true", "[]"];
    private static readonly string[] NoObject = ["1", "\"a\"", "true", "[{}]"];
    private static readonly string[] NoArray = ["1", "\"a\"", "true", "{}"];

    private static readonly (string Field, string[] Wrong)[] Common =
    [
        ("data", NoObject),
        ("data.finished", NoBool),
        ("data.job_instance", NoObject),
        (Job + "job_instance_id", NoLong),
        (Job + "bk_biz_id", NoLong),
        (Job + "bk_scope_type", NoText),
        (Job + "bk_scope_id", NoText),
        (Job + "name", NoText),
        (Job + "status", NoInt),
        (Job + "create_time", NoTime),
        (Job + "start_time", NoTime),
        (Job + "end_time", NoTime),
        (Job + "total_time", NoMilliseconds),
        ("data.step_instance_list", NoArray),
        ("data.step_instance_list[0]", NoObject),
        (Step + "step_instance_id", NoLong),
        (Step + "name", NoText),
        (Step + "type", NoInt),
        (Step + "status", NoInt),
        (Step + "execute_count", NoInt),
        (Step + "create_time", NoTime),
        (Step + "start_time", NoTime),
        (Step + "end_time", NoTime),
        (Step + "total_time", NoMilliseconds),
    ];

    private static readonly (string Field, string[] Wrong)[] OfV3 =
    [
        (Step + "step_ip_result_list", NoArray),
        (Step + "step_ip_result_list[0]", NoObject),
        (Host + "bk_host_id", NoLong),
        (Host + "ip", NoText),
        (Host + "ipv6", NoText),
        (Host + "bk_cloud_id", NoLong),
        (Host + "status", NoInt),
        (Host + "tag", NoText),
        (Host + "exit_code", NoInt),
        (Host + "error_code", NoInt),
        (Host + "start_time", NoTime),
        (Host + "end_time", NoTime),
        (Host + "total_time", NoMilliseconds),
    ];

    private static readonly (string Field, string[] Wrong)[] OfV4 =
    [
        (Step + "step_execute_object_result_list", NoArray),
        (Step + "step_execute_object_result_list[1]", NoObject),
        (Result + "execute_object", NoObject),
        (Result + "execute_object.host", NoObject),
        (Result + "execute_object.host.bk_host_id", NoLong),
        (Result + "execute_object.host.bk_cloud_id", NoLong),
        (Result + "execute_object.host.ip", NoText),
        (Result + "execute_object.host.ipv6", NoText),
        (ContainerResult + "execute_object.container", NoObject),
        (ContainerResult + "execute_object.container.container_id", NoText),
        (ContainerResult + "execute_object.container.node_host_id", NoLong),
        (ContainerResult + "execute_object.container.name", NoText),
        (ContainerResult + "status", NoInt),
        (Result + "tag", NoText),
        (Result + "exit_code", NoInt),
        (Result + "error_code", NoInt),
        (Result + "start_time", NoTime),
        (Result + "end_time", NoTime),
        (Result + "total_time", NoMilliseconds),
    ];

    public static IEnumerable<TheoryDataRow<BkJobApi, string, string>> WrongTypes =>
        from api in new[] { GatewayV3, GatewayV4 }
        from row in Common.Concat(api == GatewayV3 ? OfV3 : OfV4)
        from json in row.Wrong
        select new TheoryDataRow<BkJobApi, string, string>(api, row.Field, json);

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public async Task Wrong_type_error_names_field_and_later_request_id(BkJobApi api, string field, string json)
    {
        BkJobException error = await StubServer.FailAsync(api, Changed(api, field, json));

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, field, api == GatewayV3 ? "req-7" : "job-7", false),
            (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains($"of a wrong type or range in {field}", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<BkJobApi, string> Needed => new()
    {
        { GatewayV3, "data" },
        { GatewayV4, "data" },
        { GatewayV3, "data.job_instance" },
        { GatewayV4, "data.job_instance" },
        { EsbV3, "data.job_instance.job_instance_id" },
        { GatewayV4, "data.job_instance.job_instance_id" },
        { EsbV3, "data.job_instance.status" },
        { GatewayV4, "data.job_instance.status" },
        { EsbV3, Step + "step_instance_id" },
        { GatewayV4, Step + "step_instance_id" },
        { EsbV3, Step + "status" },
        { GatewayV4, Step + "status" },
        { EsbV3, Host + "status" },
        { GatewayV3, Host + "status" },
        { GatewayV4, Result + "status" },
        { GatewayV4, ContainerResult + "status" },
    };

    [Theory]
    [MemberData(nameof(Needed))]
    public async Task Required_field_is_missing_when_absent_or_null(BkJobApi api, string field)
    {
        foreach (string? json in new[] { "null", null })
        {
            BkJobException error = await StubServer.FailAsync(api, Changed(api, field, json));

            Assert.Equal((BkJobErrorKind.InvalidResponse, field), (error.Kind, error.Field));
            Assert.Contains($"does not contain {field}", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Names that mean something elsewhere mean nothing there.</summary>
    [Theory]
    [InlineData(GatewayV3, "\"bk_host_id\"", """{"status": 99, "ip": "x", "host": {"ip": "x"}, "step_ip_result_list": [{"status": 99}]}""")]
    [InlineData(GatewayV4, "\"bk_host_id\"", """{"status": 99, "ip": "x", "host": {"ip": "x"}, "container": {"name": "x"}}""")]
    [InlineData(GatewayV4, "\"resource_id\"", """{"ip": "x", "name": "x", "status": 99, "execute_object": {"host": {"ip": "x"}}}""")]
    [InlineData(GatewayV4, "\"container_id\"", """[{"name": "x", "node_host_id": "x"}, [[{"status": 99}]]]""")]
    [InlineData(GatewayV4, "\"execute_object\"", """{"host": {"ip": "x"}, "data": {"job_instance": null}}""")]
    [InlineData(GatewayV4, "\"tag\"", "1e999")]
    public async Task Unknown_fields_are_ignored_anywhere(BkJobApi api, string before, string json)
    {
        string body = EpochBodies.Of(api).Replace(before, $"\"new_field\": {json}, {before}", StringComparison.Ordinal);
        Assert.Contains("new_field", body, StringComparison.Ordinal);

        Assert.Equal(Dump.Of(await StubServer.ReadAsync(api, EpochBodies.Of(api))), Dump.Of(await StubServer.ReadAsync(api, body)));
    }

    private static string Changed(BkJobApi api, string field, string? json) => Bodies.With(EpochBodies.Of(api), field, json);
}
