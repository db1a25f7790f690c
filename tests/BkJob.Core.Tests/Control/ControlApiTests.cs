using System.Net;
using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Control;

/// <summary>The way in which a test in another process tells the simulator what to do.</summary>
public sealed class ControlApiTests
{
    private const string Job = """{"id": 900, "name": "By hand", "steps": [{"name": "s", "hosts": 3, "seconds": 10}]}""";

    [Fact]
    public async Task A_job_that_was_added_lives_on_the_clock_that_is_moved()
    {
        await using SimulatorServer server = await StartAsync();
        Assert.True((await SendAsync(server, HttpMethod.Post, "jobs", Job)).IsSuccessStatusCode);
        using var connection = new BkJobClient(SettingsFor(server));
        Assert.Equal(JobStatus.Running, (await InvokeAsync(connection)).Status);

        Assert.True((await SendAsync(server, HttpMethod.Post, "clock/advance", """{"seconds": 11}""")).IsSuccessStatusCode);
        JobInstance job = await InvokeAsync(connection);
        Assert.Equal(("By hand", JobStatus.Succeeded, "3/3"), (job.Name, job.Status, job.Hosts?.ToString()));

        Assert.True((await SendAsync(server, HttpMethod.Delete, "jobs/900", null)).IsSuccessStatusCode);
        var error = await Assert.ThrowsAsync<BkJobException>(() => InvokeAsync(connection));
        Assert.Equal(BkJobErrorKind.InstanceNotFound, error.Kind);
    }

    [Fact]
    public async Task A_fault_that_was_added_strikes_and_requests_are_told()
    {
        await using SimulatorServer server = await StartAsync();
        await SendAsync(server, HttpMethod.Post, "jobs", Job);
        Assert.True((await SendAsync(server, HttpMethod.Post, "faults", """{"job_instance_id": 900, "envelope_code": 9900403, "message": "no"}"""))
            .IsSuccessStatusCode);
        using var connection = new BkJobClient(SettingsFor(server));
        Assert.Equal(BkJobErrorKind.PermissionDenied, (await Assert.ThrowsAsync<BkJobException>(() => InvokeAsync(connection))).Kind);
        Assert.Equal(900, (await InvokeAsync(connection)).Id);

        HttpResponseMessage told = await SendAsync(server, HttpMethod.Get, "requests", null);
        string requests = await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, requests.Split("\"job_instance_id\":900").Length);
    }

    [Fact]
    public async Task Demo_jobs_start_again_after_a_reset()
    {
        await using SimulatorServer server = await StartAsync();
        using var connection = new BkJobClient(SettingsFor(server));
        await SendAsync(server, HttpMethod.Post, "clock/advance", """{"seconds": 60}""");
        Assert.Equal(JobStatus.Succeeded, (await InvokeAsync(connection, 120)).Status);

        Assert.True((await SendAsync(server, HttpMethod.Post, "jobs/demo", null)).IsSuccessStatusCode);
        Assert.Equal(JobStatus.Running, (await InvokeAsync(connection, 120)).Status);
    }

    [Theory]
    [InlineData("jobs", "no json")]
    [InlineData("jobs", """{"id": 900, "colour": "red"}""")]
    [InlineData("faults", """{"http_status": 17}""")]
    [InlineData("clock/advance", "{}")]
    public async Task What_makes_no_sense_is_refused_in_words(string path, string body)
    {
        await using SimulatorServer server = await StartAsync();
        HttpResponseMessage answer = await SendAsync(server, HttpMethod.Post, path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Task<SimulatorServer> StartAsync() =>
        SimulatorServer.StartAsync(new SimulatorOptions { ManualClock = true }, TestContext.Current.CancellationToken);

    private static BkJobClientOptions SettingsFor(SimulatorServer server) => new()
    {
        Server = server.Address,
        AppCode = "ops",
        AppSecret = "demo-secret".AsSecret(),
        UserName = "admin",
    };

    private static Task<JobInstance> InvokeAsync(BkJobClient connection, long id = 900) =>
        connection.GetJobInstanceAsync(new JobInstanceQuery(id, new JobScope(1, null, null)), null, TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> SendAsync(SimulatorServer server, HttpMethod method, string path, string? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(server.Address, $"_sim/{path}"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
