using System.Text;
using CsCheck;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>
/// Rows that are alike are taken without the parser. Byte by byte no two of them are ever there at once, so that the parser reads them
/// all: both ways have to end in the same object or the same fault.
/// </summary>
public sealed class RowTemplateTests
{
    private static readonly Gen<string> Ip = Gen.Select(Gen.Int[0, 255], Gen.Int[0, 255], (a, b) => FormattableString.Invariant($"\"10.0.{a}.{b}\""));

    private static readonly Gen<string> Number = Gen.OneOf("0", "7", "9", "11", "104", "4294967296", "999999999999999999");

    /// <summary>What a value is now and then: allowed, odd, of a wrong type, or no JSON at all.</summary>
    private static readonly Gen<string> Odd = Gen.OneOf(
        "null", "-1", "0.5", "1e3", "00", "01", "9999999999999999999", "\"\"", "\"a\\u0062\"", "\"很\"", "\"\x7F\"", "\"a\\\"b\"", "true", "[]", "{}", "[{}]",
        "{\"status\":1}", "\"a\nb\"", "nul", "");

    private static readonly Gen<string> Blank = Gen.OneOf("", "", "", " ", "\n  ");

    /// <summary>How all rows of a body are written: which fields, in which order, with which blanks.</summary>
    private static readonly Gen<string> Template = Gen.Select(
        Gen.OneOf(
            "{\"ip\":<ip>,\"bk_cloud_id\":<n>,\"status\":<n>}",
            "{\"status\":<n>,\"ip\":<ip>}",
            "{\"bk_host_id\":<n>,\"ip\":<ip>,\"bk_cloud_id\":0,\"status\":<n>,\"tag\":\"\",\"exit_code\":null,\"error_code\":0,\"start_time\":1784510112000}",
            "{\"execute_object\":{\"type\":1,\"resource_id\":<ip>,\"host\":{\"bk_host_id\":<n>,\"ip\":<ip>}},\"status\":<n>,\"exit_code\":<n>}",
            "{\"execute_object\":{\"container\":{\"id\":<n>,\"name\":<ip>}},\"status\":<n>}",
            "{\"x\":<n>,\"status\":<n>,\"y\":<ip>,\"status\":<n>,\"flag\":true}",
            "{}",
            "{\"ip\":<ip>}"),
        Blank,
        Blank,
        (row, afterComma, afterColon) => row
            .Replace(",", "," + afterComma, StringComparison.Ordinal).Replace(":", ":" + afterColon, StringComparison.Ordinal));

    private static readonly Gen<(BkJobApi Api, byte[] Body)> Bodies = Gen.Select(Template, Template, Gen.Bool, Gen.Int[0, 40], Blank).SelectMany(
        (template, other, mixes, count, between) =>
            Gen.Select(Gen.Frequency((12, Gen.Const(template)), (mixes ? 3 : 0, Gen.Const(other))), Values, Fill).Array[count].Select(
                Gen.OneOf(Enum.GetValues<BkJobApi>()), (rows, api) => (api, Around(api, string.Join("," + between, rows)))));

    private static Gen<string[]> Values => Gen.Frequency((60, Ip), (60, Number), (1, Odd)).Array[12];

    [Fact]
    public Task Row_template_reads_what_the_parser_reads() => FuzzRun.CheckAsync(
        Bodies, usual: 600, longFactor: 1, Check, input => $"{input.Api}: {ByteText.Show(input.Body)}");

    private static Task Check((BkJobApi Api, byte[] Body) input)
    {
        Reading byPattern = Reading.Of(input.Api, long.MaxValue, input.Body, int.MaxValue);
        Reading byParser = Reading.Of(input.Api, long.MaxValue, input.Body, 1);

        Assert.Equal(byParser.FaultClassification, byPattern.FaultClassification);
        return Task.CompletedTask;
    }

    /// <summary>Puts values where they fit, and one that is odd where it falls.</summary>
    private static string Fill(string template, string[] values)
    {
        var row = new StringBuilder();
        int next = 0;
        foreach (string part in template.Replace("<ip>", "\0ip\0", StringComparison.Ordinal).Replace("<n>", "\0n\0", StringComparison.Ordinal).Split('\0'))
        {
            string value = values[next % values.Length];
            bool isText = value.StartsWith("\"10.", StringComparison.Ordinal);
            bool isNumber = value.Length > 0 && value.All(char.IsAsciiDigit) && !value.StartsWith('0');
            row.Append(part switch
            {
                "ip" => isNumber ? "\"10.1.2.3\"" : value,
                "n" => isText ? "9" : value,
                _ => part,
            });
            next += part is "ip" or "n" ? 1 : 0;
        }

        return row.ToString();
    }

    /// <summary>Twice, so that a pattern is met with a new array; nowhere else, because the parser reads what is passed over.</summary>
    private static byte[] Around(BkJobApi api, string rows)
    {
        string hosts = api switch
        {
            BkJobApi.EsbV2 => "step_ip_status",
            BkJobApi.GatewayV4 => "step_execute_object_result_list",
            _ => "step_ip_result_list",
        };
        string steps = $$"""[{"step_instance_id":1,"status":3,"{{hosts}}":[{{rows}}]},{"step_instance_id":2,"status":3,"{{hosts}}":[{{rows}}]}]""";
        string list = api == BkJobApi.EsbV2 ? $$"""{"blocks":[{"step_instances":{{steps}}}],""" : $$"""{"step_instance_list":{{steps}},""";
        return Encoding.UTF8.GetBytes($$"""{"data":{{list}}"job_instance":{"job_instance_id":1,"status":3} },"request_id":"r"}""");
    }
}
