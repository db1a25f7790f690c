using System.Net;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Core.Tests.Waiting.Harness;
using BkJob.Protocol;
using BkJob.Streaming;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §3: what a response may cost, and whom it may harm.</summary>
public sealed class Section3_BoundsTests
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
        string text4MB = string.Concat(Enumerable.Repeat(repeated, 4 * 1024 * 1024 / repeated.Length));
        byte[] body = Encoding.UTF8.GetBytes(before + text4MB + behind + ",\"result\":false}");
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
                var text = (string)typeof(JobStatusResponse).GetField(field)!.GetValue(response)!;
                Assert.InRange(text.Length, LongText.MinCharsWhenCut, Limit);
                Assert.Equal(first ??= text, text);
                Assert.DoesNotContain('\uFFFD', text);
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
        string body = $$"""{"code": 1244006, "message": "{{new string('m', 20_000_000)}}", "request_id": "{{new string('r', 5_000_000)}}"}""";

        BkJobException error = await StubServer.FailAsync(BkJobApi.EsbV2, body);

        Assert.InRange(error.ServerMessage!.Length, 60_000, Limit + 3);
        Assert.InRange(error.RequestId!.Length, 60_000, Limit + 3);
        Assert.InRange(error.Message.Length, 0, 10_000);
    }

    /// <summary>What a connection throws for one job; each is the error of this job, and the other is waited for.</summary>
    public static TheoryData<Type> Exceptions =>
    [
        typeof(OutOfMemoryException), typeof(InvalidOperationException), typeof(NullReferenceException), typeof(InvalidCastException),
        typeof(TaskCanceledException), typeof(ObjectDisposedException), typeof(AggregateException), typeof(HttpRequestException),
    ];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Exception_for_one_job_does_not_end_a_wait(Type type)
    {
        var events = new List<WaitEvent>();
        var waiter = new JobWaiter(
            (query, _) => query.JobInstanceId == 1
                ? throw Create(type)
                : Task.FromResult(Reply.At(3).ToResult(query, areHostsSent: true)),
            new WaitOptions(),
            TimeProvider.System,
            () => 0);

        await waiter.RunAsync(
            [SimulatorFixture.Query with { JobInstanceId = 1 }, SimulatorFixture.Query with { JobInstanceId = 2 }], events.Add, TestContext.Current.CancellationToken)
            .InTimeAsync();

        Assert.Equal(1, Assert.Single(events.OfType<PollingFailed>()).Query.JobInstanceId);
        Assert.Equal(2, Assert.Single(events.OfType<JobCompleted>()).Query.JobInstanceId);
    }

    /// <summary>A proxy that .NET can't speak to: what is thrown for it is nobody's response.</summary>
    [Fact]
    public async Task Exception_of_a_request_is_an_error_with_a_message()
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, Bodies.EveryField));
        BkJobClient connection = server.Connect(
            BkJobApi.EsbV2, settings => settings with { Server = new Uri("http://192.0.2.1"), Proxy = new WebProxy("ftp://192.0.2.1") });

        BkJobException error = await SimulatorFixture.FailAsync(connection);

        Assert.StartsWith("The response could not be processed (NotSupportedException): ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BkJobApi.EsbV2, CredentialLocation.Header)]
    [InlineData(BkJobApi.EsbV2, CredentialLocation.Body)]
    [InlineData(BkJobApi.EsbV3, CredentialLocation.Query)]
    [InlineData(BkJobApi.GatewayV3, CredentialLocation.Auto)]
    [InlineData(BkJobApi.GatewayV4, CredentialLocation.Auto)]
    public async Task Request_disables_caches(BkJobApi api, CredentialLocation location)
    {
        RawRequest request = await StubServer.SendAsync(api, settings => settings with { CredentialLocation = location });

        Assert.Equal("no-cache", request.Headers["Cache-Control"]);
    }

    private static Exception Create(Type type) => type == typeof(ObjectDisposedException)
        ? new ObjectDisposedException("connection")
        : (Exception)Activator.CreateInstance(type)!;

    private static async Task<ResponseParseError?> ReadAsync(byte[] body, JobStatusResponse response, int piece)
    {
        using var stream = new TrickleStream(body, piece);
        return await BodyReader.ReadAsync(stream, JobStatusSchema.For(BkJobApi.EsbV2).Body, response, long.MaxValue, CancellationToken.None);
    }
}
