using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BkJob.Core.Tests.Support;

/// <summary>A server with prepared responses, whatever the path, and connections to it over any of the APIs.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly RawServer _server;
    private readonly List<BkJobClient> _connections = [];

    /// <summary>Starts one.</summary>
    /// <param name="response">What follows a request.</param>
    public StubServer(Func<RawRequest, byte[]> response) => _server = new RawServer(response);

    public IReadOnlyList<RawRequest> Requests => _server.Requests;

    /// <summary>Requests the job of a body over an API.</summary>
    public static async Task<JobInstance> ReadAsync(
        BkJobApi api, string body, bool includeHosts = true, Func<BkJobClientOptions, BkJobClientOptions>? change = null)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, body));
        using var document = JsonDocument.Parse(body);
        long id = document.RootElement.GetProperty("data").GetProperty("job_instance").GetProperty("job_instance_id").GetInt64();
        return await SimulatorFixture.InvokeAsync(
            server.Connect(api, change), SimulatorFixture.Query with { JobInstanceId = id, IncludeHosts = includeHosts });
    }

    /// <summary>Reads what can't be read, or is a refusal, and gives what that leads to.</summary>
    public static async Task<BkJobException> FailAsync(BkJobApi api, string body, int status = 200, string headers = "")
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(status, body, headers));
        return await SimulatorFixture.FailAsync(server.Connect(api));
    }

    /// <summary>Reads an error payload, with the status and headers that it names.</summary>
    public static Task<BkJobException> FailAsync(BkJobApi api, JsonNode payload)
    {
        JsonNode meta = payload["_meta"]!;
        JsonNode body = payload["body"]!;
        string headers = string.Concat(meta["headers"]!.AsObject().Select(header => $"{header.Key}: {header.Value}\r\n"));
        return FailAsync(api, body is JsonObject ? body.ToJsonString() : (string)body!, (int)meta["http_status"]!, headers);
    }

    /// <summary>Sends one request, whatever comes back, and gives it as the server saw it.</summary>
    public static async Task<RawRequest> SendAsync(
        BkJobApi api, Func<BkJobClientOptions, BkJobClientOptions>? change = null, JobInstanceQuery? query = null)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(503, ""));
        await Assert.ThrowsAsync<BkJobException>(() => SimulatorFixture.InvokeAsync(server.Connect(api, change), query));
        return Assert.Single(server.Requests);
    }

    /// <summary>A connection with the credentials of all tests, and never retrying.</summary>
    public BkJobClient Connect(BkJobApi api, Func<BkJobClientOptions, BkJobClientOptions>? change = null)
    {
        var usual = new BkJobClientOptions
        {
            Server = _server.Address,
            Api = api,
            AppCode = "ops",
            AppSecret = SimulatorFixture.AppSecret.AsSecret(),
            UserName = "admin",
            Timeout = TestClock.RequestTimeout,
            MaximumRetryCount = 0,
            Proxy = new WebProxy(),
        };
        var connection = new BkJobClient(change is null ? usual : change(usual), new TestClock());
        _connections.Add(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        await _server.DisposeAsync();
    }
}
