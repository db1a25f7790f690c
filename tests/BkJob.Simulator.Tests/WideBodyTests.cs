using System.Buffers;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>What is measured here belongs to the whole process: nothing may run beside it.</summary>
[CollectionDefinition(nameof(WideBodyTests), DisableParallelization = true)]
[Collection(nameof(WideBodyTests))]
public sealed class WideBodyTests
{
    private const int Hosts = 100_000;
    private const int MaxFactor = 6;

    /// <summary>A string for each host would be 4 MB and more; the bodies have 17 to 32 MB.</summary>
    private const long MaxBytes = 1_500_000;

    [Theory]
    [InlineData(GatewayV3, 0, 170)]
    [InlineData(GatewayV4, 0, 280)]
    [InlineData(GatewayV4, Hosts, 280)]
    public async Task Hundred_thousand_hosts_are_streamed(ServerApis api, int containers, int leastBytesPerHost)
    {
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        harness.Simulator.Jobs.Add(new SimulatedJob
        {
            Id = 900,
            Steps = [new() { Hosts = Hosts - containers, Containers = containers, Seconds = 10, FailedHosts = 77 }],
        });
        harness.Advance(6);

        // The first ones pay for what is kept, and for code that is not compiled to the end yet.
        long length = 0;
        long least = long.MaxValue;
        for (int time = 0; time < MaxFactor && least > MaxBytes; time++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            length = await ReadAsync(harness, api);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(length, (long)Hosts * leastBytesPerHost, 40_000_000);
        Assert.InRange(least, 0, MaxBytes);
    }

    private static async Task<long> ReadAsync(ApiHarness harness, ServerApis api)
    {
        await using Stream body = await harness.OpenAsync(api, ApiHarness.QueryOf(api, 900, withHosts: true));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        long length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            length += read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return length;
    }
}
