using System.Text.Json.Nodes;
using static BkJob.Simulator.ServerApis;

namespace BkJob.Simulator.Tests;

/// <summary>
/// Whole bodies, to the last value (protocol.md §1.9, §2.2, §11): the files in Bodies. PayloadShapeTests compare the fields of other states,
/// and SameJobTests the values of the APIs.
/// </summary>
/// <remarks>The clock stands at 1784510100000 when a job is added, and that is when it starts; it was created a second before.</remarks>
public sealed class BodyTests
{
    private static readonly SimulatedJob Mixed = new()
    {
        Id = 900,
        Name = "Mixed 混合",
        Steps =
        [
            new() { Name = "Push", Type = 2, Hosts = 1, Seconds = 4 },
            new()
            {
                Name = "Run", Hosts = 3, Seconds = 6, FailedHosts = 1, FailureCode = 104, FailureExitCode = 3, FailureErrorCode = 117,
                Tag = "done",
            },
            new() { Name = "Approve", Type = 3 },
        ],
    };

    private static readonly SimulatedJob Ipv6 = Mixed with
    {
        Steps = [new() { Name = "s", Hosts = 1, Seconds = 1, Ipv6Only = true, FailedHosts = 1, FailureCode = 310, FirstHostId = null }],
    };

    private static readonly SimulatedJob Containers = Mixed with
    {
        Steps = [new() { Name = "s", Hosts = 1, Containers = 2, Seconds = 3, FailedHosts = 1, FailureCode = 104 }],
    };

    /// <summary>The file, the job, the seconds since its start, and the API.</summary>
    private static readonly (string Body, SimulatedJob Job, double Seconds, ServerApis Api)[] Cases =
    [
        ("esb-v3-ended", Mixed, 20, EsbV3),
        ("gateway-v3-without-id-and-ipv4", Ipv6, 0.5, GatewayV3),
        ("gateway-v4-without-id-and-ipv4", Ipv6, 2, GatewayV4),
        ("gateway-v4-containers", Containers, 2, GatewayV4),
    ];

    public static TheoryData<string> Bodies => [.. Cases.Select(one => one.Body)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_equals_that_of_the_server(string body)
    {
        (_, SimulatedJob job, double seconds, ServerApis api) = Cases.Single(one => one.Body == body);
        JsonNode expected = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Bodies", body + ".json")))!;
        await using ApiHarness harness = await ApiHarness.StartAsync(new SimulatorOptions { Catalogue = false });
        harness.Simulator.Jobs.Add(job);
        harness.Advance(seconds);

        ApiResponse response = await harness.InvokeAsync(api, ApiHarness.QueryOf(api, 900, withHosts: true));

        Assert.Equal((200, "application/json"), (response.Status, response.Headers["Content-Type"]));
        Assert.True(JsonNode.DeepEquals(expected, response.WithoutIds()), $"Expected:\n{expected}\nActual:\n{response.WithoutIds()}");
    }
}
