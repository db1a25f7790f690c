using System.Text;
using BkJob.Core.Tests.Support;
using BkJob.Protocol;
using BkJob.Simulator;

namespace BkJob.Core.Tests.WrongBodies;

/// <summary>Answers with 200 that are no job: an error in words, never another exception, and not asked again.</summary>
public sealed class NotAJobTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \r\n", "is not valid JSON")]
    [InlineData("ok", "is not valid JSON")]
    [InlineData("{} trailing", "is not valid JSON")]
    [InlineData("{\"data\": nonsense}", "is not valid JSON")]
    [InlineData("{'data': 1}", "is not valid JSON")]
    [InlineData("<html><body>Login</body></html>", "is an HTML page")]
    [InlineData("  \r\n<!DOCTYPE html><html></html>", "is an HTML page")]
    [InlineData("[]", "is valid JSON, but not an object")]
    [InlineData("[{\"result\": true}]", "is valid JSON, but not an object")]
    [InlineData("42", "is not valid JSON")]
    [InlineData("\"text\"", "is valid JSON, but not an object")]
    [InlineData("true", "is valid JSON, but not an object")]
    [InlineData("null", "is valid JSON, but not an object")]
    public async Task Body_that_is_not_an_object_is_explained(string body, string words)
    {
        BkJobException error = await bench.FailToReadAsync(body);

        Assert.Equal((BkJobErrorKind.InvalidResponse, null, false), (error.Kind, error.Field, error.IsTransient));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"request_id": "r"}""", "data")]
    [InlineData("""{"result": true, "code": 0, "request_id": "r"}""", "data")]
    [InlineData("""{"result": true, "code": 0, "data": null, "request_id": "r"}""", "data")]
    [InlineData("""{"result": true, "data": {}, "request_id": "r"}""", "data.job_instance")]
    [InlineData("""{"result": true, "data": {"job_instance": null}, "request_id": "r"}""", "data.job_instance")]
    [InlineData("""{"result": true, "data": {"job_instance": {}}, "request_id": "r"}""", "data.job_instance.job_instance_id")]
    [InlineData(
        """{"result": true, "data": {"job_instance": {"job_instance_id": 1}}, "request_id": "r"}""", "data.job_instance.status")]
    public async Task Body_without_a_job_names_the_missing_field(string body, string field)
    {
        BkJobException error = await bench.FailToReadAsync(body);

        Assert.Equal(
            (BkJobErrorKind.InvalidResponse, field, "r", false), (error.Kind, error.Field, error.RequestId, error.IsTransient));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Each field of the schema is absent or null once: the required ones are missed, the others are not.</summary>
    [Theory]
    [MemberData(nameof(SchemaFields.Apis), MemberType = typeof(SchemaFields))]
    public void Required_field_is_missing_when_absent_or_null(BkJobApi api)
    {
        string[] required = ["data", "job_instance", "job_instance_id", "step_instance_id", "status", "operation_code"];
        foreach (string path in SchemaFields.Of(api).Select(field => field.Path).Where(path => !path.EndsWith(']')))
        {
            foreach (string? json in new[] { "null", null })
            {
                ResponseParseError? fault = BodyReading.Fault(api, Encoding.UTF8.GetBytes(Bodies.With(EpochBodies.Of(api), path, json)));
                bool isRequired = required.Contains(path.Split('.')[^1]);

                Assert.Equal((path, isRequired ? path : null), (path, fault?.Field));
                Assert.Contains(isRequired ? $"does not contain {path}" : "", fault?.What ?? "", StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Missing_field_of_a_later_step_is_named_with_its_indexes()
    {
        const string Steps = """
            [ {}, {"step_instances": [ {"step_instance_id": 1, "status": 3}, {"step_instance_id": 2, "status": 3,
              "step_ip_status": [ {"status": 9}, {"status": 9}, {"ip": "198.51.100.11"} ] } ] } ]
            """;

        BkJobException error = await bench.FailToReadAsync(Bodies.With("data.blocks", Steps));

        Assert.Equal("data.blocks[1].step_instances[1].step_ip_status[2].status", error.Field);
    }

    /// <summary>The smallest body that is a job, to show that nothing but the fields above is demanded.</summary>
    [Fact]
    public async Task Job_requires_only_an_id_and_a_status()
    {
        JobInstance job = await bench.ReadAsync("""{"data": {"job_instance": {"job_instance_id": 5, "status": 3}}}""", id: 5);

        Assert.Equal((5L, JobStatus.Succeeded, "", null), (job.Id, job.Status, job.Name, job.RequestId));
        Assert.Empty(job.Blocks);
        Assert.Equal((null, false), (job.Hosts, job.HostsIncluded));
    }

    [Fact]
    public async Task Invalid_body_is_not_retried()
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        own.Serve("{}");

        await SimulatorFixture.FailAsync(own.Connect(own.Settings with { MaximumRetryCount = 3 }));

        Assert.Single(own.Simulator.Requests.All);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_rejected_and_not_followed(int status)
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        await using SimulatorFixture other = await SimulatorFixture.StartAsync();
        other.Serve(Bodies.EveryField);
        string there = new UriBuilder(other.Simulator.Address) { Host = "localhost" }.ToString();
        own.Simulator.Faults.Add(Redirect(status, there, ""));

        BkJobException error = await SimulatorFixture.FailAsync(own.Connect(own.Settings with { MaximumRetryCount = 3 }));

        Assert.Equal((BkJobErrorKind.InvalidResponse, false, status), (error.Kind, error.IsTransient, (int)error.HttpStatus!));
        Assert.Contains("redirects to localhost", error.Message, StringComparison.Ordinal);
        Assert.Empty(other.Simulator.Requests.All);
        Assert.Single(own.Simulator.Requests.All);
    }

    [Fact]
    public async Task Redirect_with_a_job_in_its_body_is_rejected()
    {
        await using SimulatorFixture own = await SimulatorFixture.StartAsync();
        own.Simulator.Faults.Add(Redirect(302, "/login", Bodies.EveryField));

        BkJobException error = await SimulatorFixture.FailAsync(own.Connect());

        Assert.Equal(BkJobErrorKind.InvalidResponse, error.Kind);
    }

    private static Fault Redirect(int status, string to, string body) =>
        new() { HttpStatus = status, Body = body, Headers = new Dictionary<string, string> { ["Location"] = to } };
}
