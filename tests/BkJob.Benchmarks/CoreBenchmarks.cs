using BenchmarkDotNet.Attributes;
using BkJob.Benchmarks.Server;
using BkJob.Benchmarks.Ways;

namespace BkJob.Benchmarks;

/// <summary>Core by BenchmarkDotNet: reads and polls beside the floor and the common way.</summary>
[MemoryDiagnoser]
public class CoreBenchmarks
{
    private ServerProcess _server = null!;
    private Floor _floor = null!;
    private Core _core = null!;
    private Uri _url = null!;

    /// <summary>Hosts of the job.</summary>
    [Params(1, 1_000, 50_000)]
    public int Hosts { get; set; }

    /// <summary>Starts the server.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync();
        _floor = new Floor();
        _core = new Core(_server.Address);
        _url = _server.CreateStatusUrl(Hosts);
    }

    /// <summary>HttpClient and one pass of Utf8JsonReader.</summary>
    [Benchmark(Baseline = true)]
    public Task Floor() => _floor.RunAsync(_url);

    /// <summary>From the socket to the objects.</summary>
    [Benchmark]
    public Task<JobInstance> Read() => _core.ReadAsync(Hosts);

    /// <summary>One question of a wait.</summary>
    [Benchmark]
    public Task Poll() => _core.PollAsync(Hosts);

    /// <summary>HttpClient, JsonDocument, LINQ.</summary>
    [Benchmark]
    public Task<List<FailedHost>> JsonDocument() => JsonDocumentWay.FindFailedAsync(_url);

    /// <summary>Ends the server.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _core.Dispose();
        _floor.Dispose();
        _server.Dispose();
    }
}
