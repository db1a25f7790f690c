using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Protocol;
using BkJob.Streaming;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>Networks deliver a body in any pieces: what is read must not depend on where they are cut.</summary>
public sealed class ChunkTests
{
    private const long NoLimit = long.MaxValue;

    public static IEnumerable<TheoryDataRow<string, int>> Cases =>
        from payload in Payload.Names("v2-0", "v2-1", "v2-2", "seed-page")
        from size in Enumerable.Range(1, 7)
        select new TheoryDataRow<string, int>(payload, size);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Body_in_tiny_chunks_is_read_like_a_whole_one(string payload, int size)
    {
        byte[] body = Encoding.UTF8.GetBytes(Payload.Text(payload));

        (ResponseParseError? faultAtOnce, JobStatusResponse atOnce) = await ReadAsync(body, body.Length);
        (ResponseParseError? faultInPieces, JobStatusResponse inPieces) = await ReadAsync(body, size);

        Assert.Null(faultAtOnce);
        Assert.Null(faultInPieces);
        Assert.Equal(Dump.Of(Build(atOnce)), Dump.Of(Build(inPieces)));
    }

    /// <summary>What is wrong with a body is found out the same way, too; a byte order mark is let pass.</summary>
    [Theory]
    [InlineData("\uFEFF{}", null)]
    [InlineData("\uFEFF  {}", null)]
    [InlineData("{} \r\n ", null)]
    [InlineData("\uFEFF<html></html>", "is an HTML page")]
    [InlineData("\r\n\r\n  <!DOCTYPE html>", "is an HTML page")]
    [InlineData("nonsense", "is not valid JSON")]
    [InlineData("{\"data\": 1, \"code\": 0}", "contains a number of a wrong type or range in data")]
    [InlineData("{\"data\": {\"blocks\": [", "is truncated")]
    [InlineData("{\"名\": \"字\", \"code\": tru", "is truncated")]
    [InlineData("", "is empty")]
    public async Task Invalid_body_in_tiny_chunks_is_the_same_error(string text, string? words)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);

        foreach (int size in new[] { 64, 1, 2, 3, 4, 5, 6, 7 })
        {
            (ResponseParseError? fault, _) = await ReadAsync(body, size);

            Assert.Equal((size, words is null), (size, fault is null));
            Assert.Contains(words ?? "", fault?.What ?? "", StringComparison.Ordinal);
        }
    }

    /// <summary>Larger than the buffer that reading begins with, and larger than that doubled.</summary>
    [Fact]
    public async Task Text_larger_than_any_buffer_is_read()
    {
        string name = string.Concat(Enumerable.Repeat("很长的名字 ", 50_000));
        byte[] body = Encoding.UTF8.GetBytes(Bodies.EveryField.Replace("Patch", name, StringComparison.Ordinal));

        foreach (int size in new[] { body.Length, 1000 })
        {
            (ResponseParseError? fault, JobStatusResponse response) = await ReadAsync(body, size);

            Assert.Null(fault);
            Assert.Equal(name, response.Job!.Name);
        }
    }

    private static JobInstance Build(JobStatusResponse response) => JobInstanceBuilder.Build(response, "r", new HostOptions(AreSent: true));

    private static async Task<(ResponseParseError? Fault, JobStatusResponse Response)> ReadAsync(byte[] body, int atATime)
    {
        var response = new JobStatusResponse(BkJobTimeZone.Default);
        using var stream = new TrickleStream(body, atATime);
        ResponseParseError? fault = await BodyReader.ReadAsync(
            stream, JobStatusSchema.For(BkJobApi.EsbV2).Body, response, NoLimit, TestContext.Current.CancellationToken);
        return (fault, response);
    }
}
