using System.Text;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>
/// Long things in small pieces, as networks deliver them: to look at all of it again with each piece would take minutes. No bound here is
/// about how fast a machine is.
/// </summary>
public sealed class ReaderTimeTests
{
    private const int Length = 10_000_000;
    private const int Piece = 1000;

    /// <summary>What is long: the body before and behind it, what it consists of, and what is told.</summary>
    public static TheoryData<string, char, string, string> Bodies => new()
    {
        { """{"message": " """, 'a', "\"}", "does not contain data" },
        { """{"data": {"step_instance_list": [{"step_ip_result_list": [{"ip": " """, 'a', "\"}]}]}}", "does not contain data.job_instance" },
        { """{" """, 'a', "\": 1}", "does not contain data" },
        { """{"code": 1""", '0', "}", "does not contain data" },
        { """{"message": " """, 'a', "", "is truncated" },
        { "", ' ', "{}", "does not contain data" },
        { "", '\n', "<html>", "is an HTML page" },
        { "{", ' ', "}", "does not contain data" },
        { "{} ", ' ', "x", "is not valid JSON" },
        { "", '[', "", "is not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Long_value_in_small_chunks_is_read_in_linear_time(string before, char filling, string behind, string words)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(before), .. Enumerable.Repeat((byte)filling, Length), .. Encoding.UTF8.GetBytes(behind)];

        Reading reading = await Task.Run(
            () => Reading.Of(BkJobApi.EsbV3, long.MaxValue, body, Piece), TestContext.Current.CancellationToken).InTimeAsync();

        Assert.Contains(words, reading.FaultClassification[..Math.Min(reading.FaultClassification.Length, 200)], StringComparison.Ordinal);
    }
}
