using System.IO.Compression;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>How much is accepted, and what a compressed body counts for.</summary>
public sealed class SizeTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Bodies.EveryField);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    [InlineData(-1000, false)]
    public async Task Body_is_read_up_to_the_limit(int spare, bool isRead)
    {
        // Announced beforehand, and in pieces of no announced length.
        foreach (int? announce in new int?[] { int.MaxValue, null })
        {
            await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
            bench.Serve(Bodies.EveryField);
            bench.Simulator.Faults.Add(new Fault { CutAfterBytes = announce, Times = null });
            BkJobClientOptions settings = bench.Settings with { MaximumResponseSize = Body.Length + spare, MaximumRetryCount = 3 };

            Exception? error = await Record.ExceptionAsync(() => SimulatorFixture.InvokeAsync(bench.Connect(settings)));

            if (isRead)
            {
                Assert.Null(error);
                continue;
            }

            var refused = Assert.IsType<BkJobException>(error);
            Assert.Equal((BkJobErrorKind.InvalidResponse, false), (refused.Kind, refused.IsTransient));
            Assert.Contains($"larger than the limit of {Body.Length + spare} bytes", refused.Message, StringComparison.Ordinal);
            Assert.Single(bench.Simulator.Requests.All);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Compressed_body_is_read(string encoding)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        await using var server = Compressed(encoding, Pack(encoding, Body));

        JobInstance job = await SimulatorFixture.InvokeAsync(bench.Connect(bench.Settings with { Server = server.Address }));

        Assert.Equal(100, job.Id);
    }

    /// <summary>A small body can hold a very large one: the limit is about what comes out.</summary>
    [Fact]
    public async Task Limit_applies_to_the_decompressed_size()
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        byte[] packed = Pack("gzip", [.. Body, .. Enumerable.Repeat((byte)' ', 5_000_000)]);
        await using var server = Compressed("gzip", packed);
        Assert.True(packed.Length < 100_000);

        BkJobException error = await SimulatorFixture.FailAsync(
            bench.Connect(bench.Settings with { Server = server.Address, MaximumResponseSize = 100_000 }));

        Assert.Equal(BkJobErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("larger than the limit of 100000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Corrupt_compression_is_an_invalid_response(string encoding)
    {
        await using SimulatorFixture bench = await SimulatorFixture.StartAsync();
        await using var server = Compressed(encoding, Body);

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect(bench.Settings with { Server = server.Address }));

        Assert.Equal(BkJobErrorKind.InvalidResponse, error.Kind);
    }

    private static RawServer Compressed(string encoding, byte[] body) =>
        new(RawServer.Ok(body, headers: $"Content-Encoding: {encoding}\r\nConnection: close\r\n"), keepsOpen: false);

    private static byte[] Pack(string encoding, byte[] body)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new BrotliStream(packed, CompressionLevel.Optimal),
        })
        {
            packer.Write(body);
        }

        return packed.ToArray();
    }
}
