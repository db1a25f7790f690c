using BkJob.Core.Tests.Support;
using BkJob.Protocol;
using BkJob.Streaming;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>What reading a body leads to, and what it costs.</summary>
/// <param name="FaultClassification">The object with all that it holds, or the fault with what an error quotes beside it.</param>
/// <param name="Allocated">Bytes of memory.</param>
internal sealed record Reading(string FaultClassification, long Allocated)
{
    /// <summary>Reads a body of any size, of ESB v2.</summary>
    public static Reading Of(byte[] body, params int[] pieces) => Of(BkJobApi.EsbV2, long.MaxValue, body, pieces);

    /// <summary>Reads a body as a connection does, but without one.</summary>
    /// <param name="api">Whose body it is taken for.</param>
    /// <param name="limit">How many bytes are accepted.</param>
    /// <param name="body">The body.</param>
    /// <param name="pieces">How many bytes arrive at a time, over and over.</param>
    public static Reading Of(BkJobApi api, long limit, byte[] body, params int[] pieces)
    {
        JsonObjectSchema schema = JobStatusSchema.For(api).Body;
        using var stream = new PieceStream(body, pieces);
        using var response = new JobStatusResponse(BkJobTimeZone.Default);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task<ResponseParseError?> reading = BodyReader.ReadAsync(stream, schema, response, limit, CancellationToken.None);

        // From memory nothing waits. So it all happens on this thread, whose allocations are counted.
        Assert.True(reading.IsCompleted);
        ResponseParseError? fault = reading.GetAwaiter().GetResult() ?? JobInstanceBuilder.FindMissing(response, JobStatusSchema.For(api).Names);
        JobInstance? job = fault is null
            ? JobInstanceBuilder.Build(response, response.RequestId, new HostOptions(AreSent: true))
            : null;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        string quoted = $"{response.Result} {response.Code} {response.ErrorName} {response.Message} {response.DetailMessage} {response.RequestId}";
        return new Reading(
            job is null ? $"{fault} {quoted}" : $"{quoted}\n{string.Join('\n', Dump.Of(job))}", allocated);
    }

    private sealed class PieceStream(byte[] bytes, int[] pieces) : MemoryStream(bytes)
    {
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(pieces[_next++ % pieces.Length], buffer.Length)], cancellationToken);
    }
}
