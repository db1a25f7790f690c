using System.Globalization;
using BkJob.Core.Tests.Fuzz;
using BkJob.Core.Tests.Support;
using CsCheck;

namespace BkJob.Core.Tests.Hosts;

/// <summary>The table against a plain one, over made-up hosts: a list of fields for each, of which the last of a name counts.</summary>
public sealed class HostModelTests
{
    private static readonly Gen<string> Text =
        Gen.OneOf("", "a", "10.0.0.1", "很长", "\\u0031\\u5f88", "\\ud83d\\ude80", new string('x', 300));

    private static readonly Gen<string> Number = Gen.OneOf("0", "1", "-1", "9", "11", "104", "2147483647");

    private static readonly Gen<(string Name, string? Value)> Field = Gen.Frequency(
        (3, Value("ip", Text.Select(text => $"\"{text}\""))),
        (3, Value("tag", Text.Select(text => $"\"{text}\""))),
        (3, Value("bk_cloud_id", Number)),
        (3, Value("exit_code", Number)),
        (1, Value("bk_host_id", Gen.Const("null"))),
        (1, Value("ip", Gen.Const("null"))));

    private static readonly Gen<(string Status, (string Name, string? Value)[] Fields)> Host =
        Gen.Select(Gen.OneOf("9", "11", "104", "5"), Field.Array[0, 6]);

    [Fact]
    public Task Columns_equal_a_plain_list() => FuzzRun.CheckAsync(
        Gen.Select(Host.Array[0, 150], Gen.OneOf("9", "11", "9 11 104 5", "")),
        usual: 150,
        longFactor: 0.1,
        Check,
        input => $"only [{input.Item2}] of {string.Join(", ", input.Item1.Select(Json))}");

    private static Task Check(((string Status, (string Name, string? Value)[] Fields)[] Hosts, string Only) input)
    {
        byte[] body = BodyReading.Around(BkJobApi.EsbV3, string.Join(',', input.Hosts.Select(Json)));
        string[] only = input.Only.Split(' ');

        JobInstance all = BodyReading.Job(BkJobApi.EsbV3, body);
        JobInstance some = BodyReading.Job(BkJobApi.EsbV3, body, status => only.Contains($"{(int)status}"));

        Assert.Equal(input.Hosts.Select(Expected), all.Steps[0].IpStatuses.Select(Found));
        Assert.Equal(
            input.Hosts.Where(host => only.Contains(host.Status)).Select(Expected), some.Steps[0].IpStatuses.Select(Found));
        Assert.Equal(input.Hosts.Length, some.Hosts!.Total);
        return Task.CompletedTask;
    }

    private static Gen<(string Name, string? Value)> Value(string name, Gen<string> json) => json.Select(value => (name, (string?)value));

    private static string Json((string Status, (string Name, string? Value)[] Fields) host) =>
        $"{{{string.Concat(host.Fields.Select(field => $"\"{field.Name}\":{field.Value},"))}\"status\":{host.Status}}}";

    private static string Expected((string Status, (string Name, string? Value)[] Fields) host) => string.Join(
        '|',
        [host.Status, .. new[] { "ip", "tag", "bk_cloud_id", "exit_code" }.Select(name => LastOf(host.Fields, name))]);

    /// <summary>Null is as good as absent, so it takes nothing back.</summary>
    private static string LastOf((string Name, string? Value)[] fields, string name)
    {
        string? json = fields.LastOrDefault(field => field.Name == name && field.Value != "null").Value;
        return json is null ? "null"
            : json[0] == '"' ? $"<{System.Text.Json.JsonSerializer.Deserialize<string>(json)}>"
            : json;
    }

    private static string Found(StepIpStatus host) => string.Join(
        '|', (int)host.Status, Shown(host.Ip), Shown(host.Tag), host.CloudId?.ToString(CultureInfo.InvariantCulture) ?? "null", host.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "null");

    private static string Shown(string? text) => text is null ? "null" : $"<{text}>";
}
