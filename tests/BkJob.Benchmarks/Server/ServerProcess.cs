using System.Diagnostics;
using System.Globalization;

namespace BkJob.Benchmarks.Server;

/// <summary>The server in a process of its own, so that its garbage and its work are not taken for the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The word on the command line that makes this program the server.</summary>
    public const string Word = "serve";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Is the server until whoever started it closes its input, or is gone.</summary>
    public static void Serve()
    {
        Console.WriteLine(new BodyServer().Address);
        Console.In.ReadToEnd();
    }

    public static async Task<ServerProcess> StartAsync()
    {
        ProcessStartInfo start = OwnProgram.StartInfo(Word);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        string? address = await process.StandardOutput.ReadLineAsync();
        return new ServerProcess(process, new Uri(address ?? throw new InvalidOperationException("The server did not start.")));
    }

    /// <summary>Where a status question is asked by those who know no BkJob.</summary>
    public Uri CreateStatusUrl(int hosts, long bizId = Jobs.Ended) => new(Address, string.Create(
        CultureInfo.InvariantCulture,
        $"api/c/compapi/v2/job/get_job_instance_status/?bk_biz_id={bizId}&job_instance_id={Jobs.IdFor(hosts)}"));

    /// <summary>How many questions it has answered.</summary>
    public Task<long> CountAsync() => GetNumberAsync(BodyServer.CountPath);

    /// <summary>How many requests it has rejected because of its limit.</summary>
    public Task<long> CountRejectedAsync() => GetNumberAsync(BodyServer.RejectedPath);

    private async Task<long> GetNumberAsync(string path) =>
        long.Parse(await _http.GetStringAsync(new Uri(Address, path)), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
