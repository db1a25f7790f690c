using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Protocol;
using BkJob.Streaming;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>A text of any length in a response is read in bounded memory.</summary>
public sealed class LongTextTests
{
    private const int Limit = 64 * 1024;

    /// <summary>What stands in front of a text and behind it, and the text as it arrives in the response.</summary>
    public static TheoryData<string, string, string, string> Texts => new()
    {
        { "message", "{\"message\":\"", "\"", nameof(JobStatusResponse.Message) },
        { "request id", "{\"request_id\":\"", "\"", nameof(JobStatusResponse.RequestId) },
        { "request id of Job", "{\"job_request_id\":\"", "\"", nameof(JobStatusResponse.JobRequestId) },
        { "code", "{\"code\":\"", "\"", nameof(JobStatusResponse.Code) },
        { "number", "{\"code\": ", "", nameof(JobStatusResponse.Code) },
        { "name of v4", "{\"error\":{\"code\":\"", "\"}", nameof(JobStatusResponse.ErrorName) },
        { "text of v4", "{\"error\":{\"message\":\"", "\"}", nameof(JobStatusResponse.Message) },
        { "detail of v4", "{\"error\":{\"details\":[{\"message\":\"", "\"}]}", nameof(JobStatusResponse.DetailMessage) },
        { "language", "{\"message\":{\"en\":\"", "\"}", nameof(JobStatusResponse.Message) },
        { "unknown", "{\"x\":[{\"y\":\"", "\"}]", "" },
        { "name of a field", "{\"", "\":1", "" },
        { "permission", "{\"permission\":{\"actions\":[{\"name\":\"", "\"}]}", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Long_text_is_shortened_while_reading(string what, string before, string behind, string field)
    {
        string repeated = what == "number" ? "7" : "a\\\"b\\\\\\u00e9\\ud83d\\ude80密";
        string text = string.Concat(Enumerable.Repeat(repeated, 1024 * 1024 / repeated.Length));
        byte[] body = Encoding.UTF8.GetBytes(before + text + behind + ",\"result\":false}");
        string? first = null;
        foreach (int piece in new[] { int.MaxValue, 64 * 1024, 1000 })
        {
            using var response = new JobStatusResponse(BkJobTimeZone.Default);
            long start = GC.GetAllocatedBytesForCurrentThread();

            ResponseParseError? fault = await ReadAsync(body, response, piece);

            long allocated = GC.GetAllocatedBytesForCurrentThread() - start;

            Assert.Null(fault);
            Assert.False(response.Result);
            Assert.True(response.IsShortened || field.Length == 0);
            if (field.Length > 0)
            {
                var read = (string)typeof(JobStatusResponse).GetField(field)!.GetValue(response)!;
                Assert.InRange(read.Length, LongText.MinCharsWhenCut, Limit);
                Assert.Equal(first ??= read, read);
                Assert.DoesNotContain('\uFFFD', read);
            }

            Assert.True(piece == int.MaxValue || allocated < 40 * Limit, what);
        }
    }

    [Theory]
    [InlineData(Limit - 1)]
    [InlineData(Limit)]
    [InlineData(Limit + 1)]
    [InlineData(Limit + 20)]
    public async Task Text_of_the_limit_is_the_same_in_any_pieces(int length)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"message":"{{new string('x', length)}}","request_id":"r"}""");
        foreach (int piece in new[] { 1, 7, 4096, 65_536, 65_537, int.MaxValue })
        {
            using var response = new JobStatusResponse(BkJobTimeZone.Default);

            Assert.Null(await ReadAsync(body, response, piece));

            Assert.Equal((Math.Min(length, Limit), "r", length > Limit), (response.Message!.Length, response.RequestId, response.IsShortened));
        }
    }

    [Fact]
    public async Task Text_of_the_result_data_is_kept_whole()
    {
        string name = new('n', 200_000);
        string body = Bodies.EveryField.Replace("\"Patch\"", $"\"{name}\"", StringComparison.Ordinal);

        Assert.Equal(name, (await StubServer.ReadAsync(BkJobApi.EsbV2, body)).Name);
    }

    [Fact]
    public async Task Error_of_a_long_message_is_short()
    {
        string body = $$"""{"code": 1244006, "message": "{{new string('m', 2_000_000)}}", "request_id": "{{new string('r', 500_000)}}"}""";

        BkJobException error = await StubServer.FailAsync(BkJobApi.EsbV2, body);

        Assert.InRange(error.ServerMessage!.Length, 60_000, Limit + 3);
        Assert.InRange(error.RequestId!.Length, 60_000, Limit + 3);
        Assert.InRange(error.Message.Length, 0, 10_000);
    }

    private static async Task<ResponseParseError?> ReadAsync(byte[] body, JobStatusResponse response, int piece)
    {
        using var stream = new TrickleStream(body, piece);
        return await BodyReader.ReadAsync(stream, JobStatusSchema.For(BkJobApi.EsbV2).Body, response, long.MaxValue, CancellationToken.None);
    }
}
