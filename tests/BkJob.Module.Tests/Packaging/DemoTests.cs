namespace BkJob.Module.Tests;

/// <summary>The Demo as a program of its own: what it prints and what it ends with.</summary>
public sealed class DemoTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData(0, "Get-BkJobInstanceStatus -BizId 1 -Id 100 | Where Status -eq 4", " 100 ✗ Failed ")]
    [InlineData(0, "Get-BkJobInstanceStatus -BizId 1 -Id 103 | Where Status -eq 4", "")]
    [InlineData(0, "Get-Help Get-BkJobInstanceStatus", "Get-BkJobInstanceStatus [[-Id] <long[]>]")]
    [InlineData(0, "'a'; 'b' | ForEach-Object { $_ * 2 }", "bb")]
    [InlineData(1, "99999, 100 | Get-BkJobInstanceStatus", "Job instance 99999")]
    [InlineData(1, "throw 'out'", "out")]
    [InlineData(1, "this is no command", "not recognized")]
    public async Task Line_is_run_and_printed(int exitCode, string line, string shown)
    {
        (int code, string screen) = await RunAsync([line], []);
        Assert.Contains(shown, screen);
        Assert.Equal(exitCode, code);
    }

    [Fact]
    public async Task Tour_shows_the_main_job_and_ends_by_itself()
    {
        (int code, string screen) = await RunAsync([], []);
        Assert.Contains("PS> Get-BkJobInstanceStatus -BizId 1 -Id 100", screen);
        Assert.Contains("✗ NonZeroExitCode", screen);
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
        Assert.Contains("BkJob 0.1.0 is connected to http://127.0.0.1:", screen);
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

    private static Task<(int Code, string Screen)> RunAsync(string[] arguments, Dictionary<string, string> variables) =>
        ChildProcess.RunDotnetAsync([Program, .. arguments], variables);
}
