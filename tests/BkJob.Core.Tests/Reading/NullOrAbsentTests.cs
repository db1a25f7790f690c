using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Reading;

/// <summary>Job 3.x writes null where other servers write nothing: the two are the same, for every field.</summary>
public sealed class NullOrAbsentTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const string Step = "data.blocks[0].step_instances[0]";
    private const string EpochStep = "data.step_instance_list[0]";
    private const string Host = EpochStep + ".step_ip_result_list[0]";
    private const string Result = EpochStep + ".step_execute_object_result_list[0]";
    private const string Container = EpochStep + ".step_execute_object_result_list[1].execute_object.container";

    private static readonly (string Field, string Properties, string Without)[] CommonFields =
    [
        ("data.job_instance.bk_scope_type", "ScopeType", "null"),
        ("data.job_instance.bk_scope_id", "ScopeId", "null"),
        ("data.job_instance.name", "Name", ""),
        ("data.job_instance.create_time", "CreateTime", "null"),
        ("data.job_instance.start_time", "StartTime", "null"),
        ("data.job_instance.end_time", "EndTime", "null"),
        ("data.job_instance.total_time", "TotalTime", "null"),
        ("data.step_instance_list", "Blocks.Count Steps.Count", "0"),
        (EpochStep + ".type", "Steps[0].Type", "null"),
        (EpochStep + ".execute_count", "Steps[0].RetryCount", "0"),
        (EpochStep + ".create_time", "Steps[0].CreateTime", "null"),
        (EpochStep + ".start_time", "Steps[0].StartTime", "null"),
        (EpochStep + ".end_time", "Steps[0].EndTime", "null"),
        (EpochStep + ".total_time", "Steps[0].TotalTime", "null"),
    ];

    private static readonly (string Field, string Properties, string Without)[] FieldsOfV3 =
    [
        ("data.job_instance.bk_biz_id", "BizId Steps[0].BizId Steps[0].IpStatuses[0].BizId", "null"),
        (EpochStep + ".name", "Steps[0].Name Steps[0].IpStatuses[0].StepName", "null"),
        (EpochStep + ".step_ip_result_list", "Steps[0].IpStatuses.Count", "0"),
        (Host + ".bk_host_id", "Steps[0].IpStatuses[0].HostId", "null"),
        (Host + ".ip", "Steps[0].IpStatuses[0].Ip", "null"),
        (Host + ".ipv6", "Steps[0].IpStatuses[0].Ipv6", "null"),
        (Host + ".bk_cloud_id", "Steps[0].IpStatuses[0].CloudId", "null"),
        (Host + ".tag", "Steps[0].IpStatuses[0].Tag", "null"),
        (Host + ".exit_code", "Steps[0].IpStatuses[0].ExitCode", "null"),
        (Host + ".error_code", "Steps[0].IpStatuses[0].ErrorCode", "null"),
        (Host + ".start_time", "Steps[0].IpStatuses[0].StartTime", "null"),
        (Host + ".end_time", "Steps[0].IpStatuses[0].EndTime", "null"),
        (Host + ".total_time", "Steps[0].IpStatuses[0].TotalTime", "null"),
        ("request_id", "RequestId", "job-7"),
    ];

    private static readonly (string Field, string Properties, string Without)[] FieldsOfV4 =
    [
        ("data.job_instance.bk_biz_id", "BizId Steps[0].BizId Steps[0].IpStatuses[0].BizId Steps[0].IpStatuses[1].BizId", "null"),
        (EpochStep + ".name", "Steps[0].Name Steps[0].IpStatuses[0].StepName Steps[0].IpStatuses[1].StepName", "null"),
        (EpochStep + ".step_execute_object_result_list", "Steps[0].IpStatuses.Count", "0"),
        (Result + ".execute_object.host.bk_host_id", "Steps[0].IpStatuses[0].HostId", "null"),
        (Result + ".execute_object.host.ip", "Steps[0].IpStatuses[0].Ip", "null"),
        (Result + ".execute_object.host.ipv6", "Steps[0].IpStatuses[0].Ipv6", "null"),
        (Result + ".execute_object.host.bk_cloud_id", "Steps[0].IpStatuses[0].CloudId", "null"),
        (Result + ".tag", "Steps[0].IpStatuses[0].Tag", "null"),
        (Result + ".exit_code", "Steps[0].IpStatuses[0].ExitCode", "null"),
        (Result + ".error_code", "Steps[0].IpStatuses[0].ErrorCode", "null"),
        (Result + ".start_time", "Steps[0].IpStatuses[0].StartTime", "null"),
        (Result + ".end_time", "Steps[0].IpStatuses[0].EndTime", "null"),
        (Result + ".total_time", "Steps[0].IpStatuses[0].TotalTime", "null"),
        (Container + ".container_id", "Steps[0].IpStatuses[1].ContainerId", "null"),
        (Container + ".name", "Steps[0].IpStatuses[1].ContainerName", "null"),
        (Container + ".node_host_id", "Steps[0].IpStatuses[1].NodeHostId", "null"),
        ("job_request_id", "RequestId", "null"),
    ];

    /// <summary>A field, the properties that come from it, and what they are without it.</summary>
    public static TheoryData<string, string, string> Fields => new()
    {
        { "data.job_instance.bk_biz_id", "BizId Steps[0].BizId Steps[0].IpStatuses[0].BizId", "null" },
        { "data.job_instance.bk_scope_type", "ScopeType", "null" },
        { "data.job_instance.bk_scope_id", "ScopeId", "null" },
        { "data.job_instance.bk_job_id", "PlanId", "null" },
        { "data.job_instance.name", "Name", "" },
        { "data.job_instance.operator", "Operator", "null" },
        { "data.job_instance.start_way", "StartWay", "null" },
        { "data.job_instance.create_time", "CreateTime", "null" },
        { "data.job_instance.start_time", "StartTime", "null" },
        { "data.job_instance.end_time", "EndTime", "null" },
        { "data.job_instance.total_time", "TotalTime", "null" },
        { "data.job_instance.current_step_instance_id", "CurrentStepInstanceId", "null" },
        { "data.blocks", "Blocks.Count Steps.Count", "0" },
        { "data.blocks[0].type", "Blocks[0].Type", "null" },
        { "data.blocks[0].block_order", "Blocks[0].Order", "null" },
        { "data.blocks[0].block_name", "Blocks[0].Name", "null" },
        { "data.blocks[0].step_instances", "Blocks[0].Steps.Count Steps.Count", "0" },
        { Step + ".step_id", "Steps[0].StepId", "null" },
        { Step + ".name", "Steps[0].Name Steps[0].IpStatuses[0].StepName", "null" },
        { Step + ".type", "Steps[0].Type", "null" },
        { Step + ".operator", "Steps[0].Operator", "null" },
        { Step + ".execute_count", "Steps[0].RetryCount", "0" },
        { Step + ".create_time", "Steps[0].CreateTime", "null" },
        { Step + ".start_time", "Steps[0].StartTime", "null" },
        { Step + ".end_time", "Steps[0].EndTime", "null" },
        { Step + ".total_time", "Steps[0].TotalTime", "null" },
        { Step + ".pause", "Steps[0].PauseAfter", "null" },
        { Step + ".order", "Steps[0].Order", "null" },
        { Step + ".operation_list", "Steps[0].Operations.Count", "0" },
        { Step + ".operation_list[0].operation_name", "Steps[0].Operations[0].Name", "" },
        { Step + ".step_ip_status", "Steps[0].IpStatuses.Count", "0" },
        { Step + ".step_ip_status[0].ip", "Steps[0].IpStatuses[0].Ip", "null" },
        { Step + ".step_ip_status[0].bk_cloud_id", "Steps[0].IpStatuses[0].CloudId", "null" },
        { "request_id", "RequestId", "job-7" },
    };

    /// <summary>The fields that both have, and those of the hosts of each.</summary>
    public static IEnumerable<TheoryDataRow<BkJobApi, string, string, string>> EpochFields =>
        from api in new[] { BkJobApi.EsbV3, BkJobApi.GatewayV4 }
        from row in CommonFields.Concat(api == BkJobApi.EsbV3 ? FieldsOfV3 : FieldsOfV4)
        select new TheoryDataRow<BkJobApi, string, string, string>(api, row.Field, row.Properties, row.Without);

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_that_is_null_is_as_good_as_absent(string field, string properties, string without)
    {
        var full = Dump.Of(await bench.ReadAsync(Bodies.EveryField));

        AssertSame(
            full,
            Dump.Of(await bench.ReadAsync(Bodies.With(field, "null"))),
            Dump.Of(await bench.ReadAsync(Bodies.With(field, null))),
            properties,
            without);
    }

    /// <summary>v3 writes null as well, v4 leaves out what is null.</summary>
    [Theory]
    [MemberData(nameof(EpochFields))]
    public async Task A_field_of_v3_or_v4_that_is_null_is_as_good_as_absent(BkJobApi api, string field, string properties, string without)
    {
        string body = EpochBodies.Of(api);

        AssertSame(
            Dump.Of(await StubServer.ReadAsync(api, body)),
            Dump.Of(await StubServer.ReadAsync(api, Bodies.With(body, field, "null"))),
            Dump.Of(await StubServer.ReadAsync(api, Bodies.With(body, field, null))),
            properties,
            without);
    }

    private static void AssertSame(
        SortedDictionary<string, string> full,
        SortedDictionary<string, string> withNull,
        SortedDictionary<string, string> withNothing,
        string properties,
        string without)
    {
        Assert.Equal(withNothing, withNull);
        Assert.All(properties.Split(' '), property => Assert.NotEqual(without, full[property]));
        Assert.All(properties.Split(' '), property => Assert.Equal(without, withNull[property]));
        Assert.Equal(full.Where(IsElsewhere), withNull.Where(IsElsewhere));

        // Not elsewhere: the named properties and what is in them, the counts made from them, and the steps seen through blocks.
        bool IsElsewhere(KeyValuePair<string, string> line) =>
            !line.Key.Contains("Hosts", StringComparison.Ordinal)
            && !line.Key.StartsWith("Blocks[0].Steps", StringComparison.Ordinal)
            && !properties.Replace(".Count", "", StringComparison.Ordinal).Split(' ').Any(line.Key.StartsWith);
    }

    [Theory]
    [InlineData("message")]
    [InlineData("code")]
    [InlineData("result")]
    [InlineData("job_request_id")]
    public async Task The_envelope_around_a_job_may_lack_this(string field)
    {
        var full = Dump.Of(await bench.ReadAsync(Bodies.EveryField));

        Assert.Equal(full, Dump.Of(await bench.ReadAsync(Bodies.With(field, "null"))));
        Assert.Equal(full, Dump.Of(await bench.ReadAsync(Bodies.With(field, null))));
    }

    [Theory]
    [InlineData("data.blocks")]
    [InlineData("data.blocks[0].step_instances")]
    [InlineData(Step + ".operation_list")]
    [InlineData(Step + ".step_ip_status")]
    public async Task A_null_in_a_list_is_passed_over(string list)
    {
        string text = list == "data.blocks" ? "\"blocks\": [" : $"\"{list.Split('.')[^1]}\": [";
        Assert.Contains(text, Bodies.EveryField, StringComparison.Ordinal);
        string body = Bodies.EveryField.Replace(text, text + "null, ", StringComparison.Ordinal);

        Assert.Equal(Dump.Of(await bench.ReadAsync(Bodies.EveryField)), Dump.Of(await bench.ReadAsync(body)));
    }

    [Fact]
    public async Task A_host_without_an_IPv4_address_is_still_a_host()
    {
        JobInstance job = await bench.ReadAsync(Bodies.With(Step + ".step_ip_status[0].ip", "null"));

        StepIpStatus host = Assert.Single(job.Steps[0].IpStatuses);
        Assert.Equal((null, IpStatus.Failed, "? Failed"), (host.Ip, host.Status, host.ToString()));
        Assert.Equal(new HostFacts(1, Failed: 1), HostFacts.Of(job.Hosts));
    }

    [Theory]
    [InlineData("execute_count", 3)]
    [InlineData("retry_count", 3)]
    public async Task Retries_are_counted_under_the_name_of_either_generation(string name, int expected)
    {
        string body = Bodies.EveryField.Replace("\"execute_count\": 2", $"\"{name}\": 3", StringComparison.Ordinal);

        Assert.Equal(expected, (await bench.ReadAsync(body)).Steps[0].RetryCount);
    }
}
