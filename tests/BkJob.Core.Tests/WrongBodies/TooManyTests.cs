using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>A body may hold a hundred thousand blocks, steps and the like, and two million hosts: no job has so many.</summary>
public sealed class TooManyTests
{
    private const int Most = 100_000;
    private const int MaxHosts = 2_000_000;
    private const string InSteps = """{"data":{"blocks":[{"step_instances":[""";
    private const string Actions = """{"permission":{"actions":[""";

    /// <summary>The body before and behind the elements, how many others are counted in it, and what the elements are called.</summary>
    public static TheoryData<BkJobApi, string, string, int, string> Lists => new()
    {
        { EsbV2, """{"data":{"blocks":[""", "]}}", 0, "data.blocks" },
        { EsbV2, InSteps, "]}]}}", 1, "data.blocks[0].step_instances" },
        { EsbV2, InSteps + """{"operation_list":[""", "]}]}]}}", 2, "data.blocks[0].step_instances[0].operation_list" },
        { EsbV3, """{"data":{"step_instance_list":[""", "]}}", 0, "data.step_instance_list" },
        { GatewayV4, """{"data":{"step_instance_list":[""", "]}}", 0, "data.step_instance_list" },
        { GatewayV4, """{"error":{"details":[""", "]}}", 0, "error.details" },
        { EsbV2, Actions, "]}}", 0, "permission.actions" },
        { EsbV2, Actions + """{"related_resource_types":[""", "]}]}}", 1, "permission.actions[0].related_resource_types" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void One_element_too_many_is_an_error(BkJobApi api, string before, string behind, int others, string name)
    {
        byte[] tooMany = Encoding.UTF8.GetBytes(before + Repeat("{}", Most - others + 1) + behind);

        // The place is that of the first that is not accepted.
        ResponseParseError? fault = BodyReading.Fault(api, tooMany);
        Assert.Equal(
            ($"contains more than 100000 blocks, steps or similar items, the last in {name}[{Most - others}]", $"{name}[{Most - others}]"),
            (fault?.What, fault?.Field));
    }

    [Fact]
    public void Blocks_and_their_steps_are_counted_together()
    {
        const string Block = """{"step_instances":[{"step_instance_id":1,"status":3}]}""";
        const string Before = """{"data":{"job_instance":{"job_instance_id":1,"status":3},"blocks":[""";

        JobInstance job = BodyReading.Job(EsbV2, Encoding.UTF8.GetBytes(Before + Repeat(Block, Most / 2) + "]}}"));
        string? fault = BodyReading.Fault(EsbV2, Encoding.UTF8.GetBytes(Before + Repeat(Block, (Most / 2) + 1) + "]}}"))?.What;

        Assert.Equal((Most / 2, Most / 2), (job.Blocks.Count, job.Steps.Count));
        Assert.Contains("contains more than 100000", fault, StringComparison.Ordinal);
    }

    /// <summary>Over all steps: the last that fits stands in the second.</summary>
    [Fact]
    public void Hosts_have_a_separate_limit()
    {
        string body = $$$"""
            {"data":{"step_instance_list":[{"step_ip_result_list":[{{{Repeat("{}", MaxHosts / 2)}}}]},
            {"step_ip_result_list":[{{{Repeat("{}", (MaxHosts / 2) + 1)}}}]}]}}
            """;

        Assert.Equal(
            "contains more than 2000000 hosts, the last in data.step_instance_list[1].step_ip_result_list[1000000]",
            BodyReading.Fault(EsbV3, Encoding.UTF8.GetBytes(body))?.What);
    }

    [Fact]
    public async Task Too_many_elements_are_explained()
    {
        BkJobException error = await StubServer.FailAsync(
            GatewayV4, $$$"""{"data":{"step_instance_list":[{{{Repeat("{}", Most + 1)}}}]},"job_request_id":"r"}""");

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, "data.step_instance_list[100000]", "r", false),
            (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains("contains more than 100000 blocks, steps or similar items", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A refusal is a refusal, however many permissions it names; a person is told of the first hundred.</summary>
    [Fact]
    public async Task Error_with_too_many_permissions_is_still_classified()
    {
        string body = """{"error":{"code":"NO_PERMISSION","data":{"actions":[""" + Repeat("{\"id\":\"a\"}", Most + 1) + "]}}}";

        BkJobException error = await StubServer.FailAsync(GatewayV4, body, status: 403);

        Assert.Equal(BkJobErrorKind.PermissionDenied, error.Kind);
        Assert.Equal(Enumerable.Repeat("a", 100), error.Permissions);
    }

    private static string Repeat(string element, int times) => string.Join(',', Enumerable.Repeat(element, times));
}
