using BkJob.Core.Tests.Support;
using CsCheck;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>The same over a socket, with the whole of HTTP between: a job or a <see cref="BkJobException"/>, and always an end.</summary>
public sealed class ConnectionFuzzTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    private const double LongFactor = 0.02;

    private static readonly Gen<byte[]> Bodies = Gen.OneOf(BodyGen.Noise, BodyGen.Damaged, BodyGen.Wild, BodyGen.Shaped);

    private static readonly Gen<string> Headers = Gen.OneOf(
        "", "", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Content-Encoding: deflate\r\n",
        "Transfer-Encoding: chunked\r\n", "X-Bkapi-Error-Code: 1642903\r\nRetry-After: 99999999999\r\n");

    /// <summary>A response that arrives whole is the server's fault if anyone's: never the connection's.</summary>
    [Fact]
    public Task Random_body_is_read_or_rejected() => FuzzRun.CheckAsync(
        Bodies,
        usual: 150,
        LongFactor,
        async body => Assert.False(await InvokeAsync(RawServer.Ok(body)) is ConnectionFailed or RequestTimeout),
        ByteText.Show);

    [Fact]
    public Task Damaged_response_head_is_read_or_rejected() => FuzzRun.CheckAsync(
        Gen.Select(Bodies, Headers, Mutation.Any.Array[0, 4], (body, headers, mutations) =>
            (byte[])[
                .. mutations.Aggregate(RawServer.Ok([], body.Length, headers), (bytes, mutation) => mutation.Apply(bytes)),
                .. body,
            ]),
        usual: 150,
        LongFactor,
        InvokeAsync,
        ByteText.Show);

    /// <summary>Asks a server that answers so.</summary>
    /// <returns>What it led to; null for a job.</returns>
    private async Task<BkJobErrorKind?> InvokeAsync(byte[] response)
    {
        using var server = new SingleResponseServer();
        using var connection = new BkJobClient(
            bench.Settings with { Server = server.Address, CredentialLocation = CredentialLocation.Header }, new TestClock());
        Task answering = server.SendAsync(response, TestContext.Current.CancellationToken);
        try
        {
            await SimulatorFixture.InvokeAsync(connection);
            return null;
        }
        catch (BkJobException error)
        {
            return error.Kind;
        }
        finally
        {
            await answering.InTimeAsync();
        }
    }
}
