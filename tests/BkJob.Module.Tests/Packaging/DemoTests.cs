namespace BkJob.Module.Tests;

/// <summary>The Demo as a program of its own: what it prints and what it ends with.</summary>
[Collection(Session.Programs)]
public sealed class DemoTests(SimulatorFixture simulator, DemoTour tour) : IClassFixture<SimulatorFixture>, IClassFixture<DemoTour>
{
    [Fact]
    public async Task Commands_of_a_line_are_run_and_printed()
    {
        string[] commands =
        [
            "Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where Status -eq 4",
            "'a', 'b' | ForEach-Object { $_ * 2 }",
            "Get-Help Get-BkJobInstanceStatus",
            "Get-BkJobInstanceStatus -BizId 1 -Id 103 | Where Status -eq 4",
        ];

        // Marks where the output of one command ends; each is formatted by itself, as it is alone on a line.
        (int code, string screen) = await RunAsync([string.Join("; ", commands.Select(command => $"{command} | Out-Host; Write-Host '====='"))], []);
        string[] shown = screen.Split("=====");
        Assert.Contains(" 100 ✗ Failed ", shown[0]);
        Assert.Equal(["aa", "bb"], shown[1].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("Get-BkJobInstanceStatus [[-Id] <long[]>]", shown[2]);
        Assert.Equal(["", ""], shown[3..].Select(text => text.Trim()));
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Line_that_fails_ends_with_1()
    {
        (int code, string screen) = await RunAsync(["99999, 100 | Get-BkJobInstanceStatus"], []);
        Assert.Contains("Job instance 99999", screen);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Tour_shows_the_main_job_and_ends_by_itself()
    {
        (int code, string screen) = await tour.Result;
        Assert.Contains("PS> Get-BkJobInstanceStatus -BizId 1 -Id 100", screen);
        Assert.Contains("✗ NonZeroExitCode", screen);
        Assert.Contains("tar: write error: No space left on device", screen);
        Assert.Equal(3, screen.Split("# Try next:")[1].Split("dotnet run --project src/BkJob.Demo -- ").Length - 1);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Real_server_is_used_with_the_variables_of_the_environment()
    {
        simulator.Server.Requests.Clear();
        (int code, string screen) = await RunAsync(
            ["--server", simulator.Server.Address.ToString(), "Get-BkJobInstanceStatus 100"],
            new() { ["BKJOB_APP_CODE"] = "ops", ["BKJOB_APP_SECRET"] = "demo-secret", ["BKJOB_USERNAME"] = "admin", ["BKJOB_BIZ_ID"] = "1" });
        Assert.Contains("Deploy web-portal", screen);
        Assert.Equal(0, code);
        Assert.Single(simulator.Server.Requests.All);
    }

    [Fact]
    public async Task Shell_greets_and_is_connected_to_the_simulator()
    {
        // With input that is not a terminal it reads commands until the input ends.
        (int code, string screen) = await ChildProcess.RunDotnetAsync([Program, "--shell"], [], input: "(Get-BkJobInstanceStatus 100).Name\nexit 3\n");
        Assert.Contains("BkJob 1.0.0 is connected to http://127.0.0.1:", screen);
        Assert.Contains("Deploy web-portal", screen);
        Assert.Equal(3, code);
    }

    [Fact]
    public async Task Help_option_prints_the_usage()
    {
        (int code, string screen) = await RunAsync(["--help"], []);
        Assert.Contains("-- --shell", screen);
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("--server")]
    [InlineData("--server", "http://127.0.0.1:1")]
    [InlineData("--shell", "Get-Date")]
    [InlineData("--colour")]
    public async Task Invalid_command_line_prints_the_usage(params string[] arguments)
    {
        (int code, string screen) = await RunAsync(arguments, []);
        Assert.Contains("dotnet run --project src/BkJob.Demo", screen);
        Assert.Equal(2, code);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "BkJob.Demo.dll");

    internal static Task<(int Code, string Screen)> RunAsync(string[] arguments, Dictionary<string, string> variables) =>
        ChildProcess.RunDotnetAsync([Program, .. arguments], variables);
}

/// <summary>The Demo without arguments. It waits for jobs for several seconds, in which the other tests of the class run.</summary>
public sealed class DemoTour : IAsyncLifetime
{
    /// <summary>What it ends with and prints.</summary>
    internal Task<(int Code, string Screen)> Result { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        Result = DemoTests.RunAsync([], []);
        return default;
    }

    public async ValueTask DisposeAsync() => await Result;
}
