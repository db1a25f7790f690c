using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BkJob.Benchmarks.Soak;

/// <summary>The simulator in a process of its own, so that its memory is not counted as that of the module.</summary>
internal sealed partial class SimulatorProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private SimulatorProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _http.BaseAddress = new Uri(address, "/_sim/");
    }

    /// <summary>The address of the server.</summary>
    public Uri Address { get; }

    /// <summary>Starts the built simulator on a free port.</summary>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<SimulatorProcess> StartAsync()
    {
        // Built with this program, in the same configuration.
        string build = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "BkJob.Benchmarks"), AppContext.BaseDirectory);
        string program = Path.Combine(Repository.Root, "src", "BkJob.Simulator", build, "BkJob.Simulator.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--port", "0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string greeting = await process.StandardOutput.ReadLineAsync() ?? "";
        Match match = AddressPattern().Match(greeting);
        if (!match.Success)
        {
            process.Kill();
            throw new InvalidOperationException($"The simulator did not start: {greeting}");
        }

        // The rest of the greeting must not fill the pipe.
        _ = process.StandardOutput.ReadToEndAsync();
        return new SimulatorProcess(process, new Uri(match.Value));
    }

    /// <summary>Sends a request to the control API.</summary>
    /// <param name="path">Such as <c>jobs</c>.</param>
    /// <param name="body">What is created, with the names of the control API.</param>
    public void Post(string path, object body) => Send(HttpMethod.Post, path, JsonContent.Create(body)).Dispose();

    /// <summary>Removes a job, so that the simulator does not grow during the run.</summary>
    public void RemoveJob(long id) => Send(HttpMethod.Delete, string.Create(CultureInfo.InvariantCulture, $"jobs/{id}"), null).Dispose();

    /// <summary>Reads from the control API.</summary>
    public JsonElement Get(string path)
    {
        using HttpResponseMessage response = Send(HttpMethod.Get, path, null);
        using Stream body = response.Content.ReadAsStream();
        return JsonDocument.Parse(body).RootElement;
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private HttpResponseMessage Send(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        return _http.Send(request).EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressPattern();
}
