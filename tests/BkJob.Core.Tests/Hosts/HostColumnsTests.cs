using System.Globalization;
using BkJob.Core.Tests.Fuzz;
using BkJob.Core.Tests.Support;
using static BkJob.BkJobApi;

namespace BkJob.Core.Tests.Hosts;

/// <summary>Hosts are kept by columns, in which a value of one must never be taken for that of another.</summary>
public sealed class HostColumnsTests
{
    /// <summary>Hosts as JSON, and each as address, cloud area and status.</summary>
    public static TheoryData<string, string[]> Rows => new()
    {
        { "", [] },
        { """{"status": 9}""", ["null null 9"] },
        { """{"ip": "a", "bk_cloud_id": 1, "status": 9}, {"ip": "b", "bk_cloud_id": 2, "status": 11}""", ["a 1 9", "b 2 11"] },

        // Gaps in front, between and behind.
        { """{"status": 9}, {"status": 9}, {"ip": "a", "bk_cloud_id": 1, "status": 9}""", ["null null 9", "null null 9", "a 1 9"] },
        { """{"ip": "a", "bk_cloud_id": 1, "status": 9}, {"status": 9}, {"status": 11}""", ["a 1 9", "null null 9", "null null 11"] },
        {
            """{"status": 9, "ip": "a"}, {"status": 7}, {"status": 5, "ip": "c", "bk_cloud_id": 3}, {"status": 1}, {"ip": "e", "status": 2}""",
            ["a null 9", "null null 7", "c 3 5", "null null 1", "e null 2"]
        },

        // Null is a gap, too; an empty text and zero are none.
        { """{"ip": null, "bk_cloud_id": null, "status": 9}, {"ip": "", "bk_cloud_id": 0, "status": 0}""", ["null null 9", " 0 0"] },
        { """{"ip": "", "status": 9}, {"ip": null, "status": 9}, {"ip": "", "status": 9}""", [" null 9", "null null 9", " null 9"] },
        { """null, {"ip": "a", "status": 9}, null, {"status": 11}""", ["a null 9", "null null 11"] },

        // A field twice in one host: the last counts, whether it is longer or shorter, and its neighbours stay.
        {
            """{"ip": "a", "status": 9}, {"ip": "long", "ip": "b", "status": 7, "status": 9}, {"ip": "c", "status": 9}""",
            ["a null 9", "b null 9", "c null 9"]
        },
        {
            """{"ip": "a", "status": 9}, {"ip": "b", "ip": "longer", "status": 9}, {"ip": "c", "status": 9}""",
            ["a null 9", "longer null 9", "c null 9"]
        },
        { """{"ip": "first", "ip": "", "bk_cloud_id": 7, "bk_cloud_id": 8, "status": 9}, {"status": 9}""", [" 8 9", "null null 9"] },
        {
            """{"ip": "a", "status": 9}, {"ip": "b\u0062", "ip": "\u0063", "status": 9}, {"ip": "d", "status": 9}""",
            ["a null 9", "c null 9", "d null 9"]
        },
        { """{"ip": "a", "ip": null, "status": 9, "status": null}""", ["a null 9"] },

        // The largest and smallest that fit.
        {
            """{"bk_cloud_id": 9223372036854775807, "status": 2147483647}, {"bk_cloud_id": -1, "status": -2147483648}""",
            ["null 9223372036854775807 2147483647", "null -1 -2147483648"]
        },

        // Texts that are written in other ways, and such as are no ASCII.
        { """{"ip": "\u0031\u0030.\u5f88\/\"\\", "status": 9}, {"ip": "b", "status": 9}""", ["10.很/\"\\ null 9", "b null 9"] },
        {
            """{"ip": "很长", "status": 9}, {"ip": "🚀", "status": 9}, {"ip": "\ud83d\ude80", "status": 9}""",
            ["很长 null 9", "🚀 null 9", "🚀 null 9"]
        },
        { """{"ip": "\u0000\u001b", "status": 9}, {"ip": "\u00e9", "status": 9}""", ["\0\u001b null 9", "é null 9"] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_host_has_its_own_values(string hosts, string[] expected)
    {
        JobInstance job = BodyReading.Job(EsbV2, BodyReading.Around(EsbV2, hosts));

        Assert.Equal(
            expected,
            job.Steps[0].IpStatuses.Select(host => $"{host.Ip ?? "null"} {host.CloudId?.ToString(CultureInfo.InvariantCulture) ?? "null"} {(int)host.Status}"));
    }

    /// <summary>Beyond the first size of every column, and a text larger than the whole column.</summary>
    [Fact]
    public void Columns_grow()
    {
        string big = new('x', 200_000);
        string hosts = string.Join(',', Enumerable.Range(0, 1000).Select(i => i switch
        {
            500 => $$"""{"ip": "{{big}}", "status": 9}""",
            _ when i % 3 == 0 => """{"status": 9}""",
            _ => $$"""{"ip": "10.0.{{i}}", "bk_cloud_id": {{i}}, "status": {{i}}}""",
        }));

        IReadOnlyList<StepIpStatus> read = BodyReading.Job(EsbV2, BodyReading.Around(EsbV2, hosts)).Steps[0].IpStatuses;

        Assert.Equal(1000, read.Count);
        Assert.All(read.Index(), host => Assert.Equal(
            host.Index switch
            {
                500 => (big, null, 9),
                _ when host.Index % 3 == 0 => (null, null, 9),
                int i => ($"10.0.{i}", i, i),
            },
            (host.Item.Ip, host.Item.CloudId, (int)host.Item.Status)));
    }

    /// <summary>Half a character, escaped or not, and what is no UTF-8.</summary>
    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\udc00\\ud83d")]
    [InlineData("ab\\ud83dcd")]
    [InlineData("\xFF")]
    [InlineData("\xC0\x80")]
    [InlineData("\xED\xA0\x80")]
    [InlineData("ab\xE5\xBE")]
    [InlineData("\\u0061\xFF")]
    public void Invalid_text_names_its_host(string text)
    {
        foreach ((BkJobApi api, string host, string field) in new[]
        {
            (EsbV2, $$"""{"ip": "{{text}}", "status": 9}""", "data.blocks[0].step_instances[0].step_ip_status[1].ip"),
            (EsbV3, $$"""{"tag": "{{text}}", "status": 9}""", "data.step_instance_list[0].step_ip_result_list[1].tag"),
            (GatewayV4, $$$"""{"execute_object": {"container": {"name": "{{{text}}}"}}, "status": 9}""",
                "data.step_instance_list[0].step_execute_object_result_list[1].execute_object.container.name"),
        })
        {
            string body = BodyReading.AroundText(api, $$"""{"status": 9}, {{host}}, {"status": 9}""");

            Assert.Equal(field, BodyReading.Fault(api, ByteText.ToBytes(body))?.Field);
        }
    }

    /// <summary>A host without a status is none; where no host has one, the first is named.</summary>
    [Theory]
    [InlineData("""{"status": 9}, {"ip": "a"}, {"status": 9}""", 1)]
    [InlineData("""{"status": 9}, {"status": 9}, {"ip": "a"}""", 2)]
    [InlineData("""{"status": 9}, {}, {}""", 1)]
    [InlineData("""{}, {"status": 9}""", 0)]
    [InlineData("""{}, {}""", 0)]
    [InlineData("""{"status": null}""", 0)]
    public void Host_without_a_status_is_named(string hosts, int number) => Assert.Equal(
        $"data.step_instance_list[0].step_ip_result_list[{number}].status",
        BodyReading.Fault(EsbV3, BodyReading.Around(EsbV3, hosts))?.Field);

    /// <summary>The columns of one step are not those of the next.</summary>
    [Fact]
    public void Steps_have_separate_hosts()
    {
        const string Body = """
            {"data": {"job_instance": {"job_instance_id": 100, "status": 3}, "step_instance_list": [
              {"step_instance_id": 1, "status": 3, "step_ip_result_list": [{"ip": "a", "tag": "x", "status": 9}, {"ip": "b", "status": 9}]},
              {"step_instance_id": 2, "status": 3},
              {"step_instance_id": 3, "status": 3, "step_ip_result_list": []},
              {"step_instance_id": 4, "status": 3, "step_ip_result_list": [{"tag": "y", "status": 11}]}]}}
            """;

        JobInstance job = BodyReading.Job(GatewayV3, System.Text.Encoding.UTF8.GetBytes(Body));

        Assert.Equal(
            ["1 a x", "1 b ", "4  y"],
            job.Steps.SelectMany(step => step.IpStatuses.Select(host => $"{host.StepInstanceId} {host.Ip} {host.Tag}")));
        Assert.Equal([2, null, 0, 1], job.Steps.Select(step => step.Hosts?.Total));
    }
}
