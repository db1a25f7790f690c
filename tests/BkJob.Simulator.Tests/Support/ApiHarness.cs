using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BkJob.Simulator.Tests.Support;

/// <summary>A simulator without jobs on a clock that stands still, and a client that knows nothing but HTTP.</summary>
public sealed class ApiHarness : IAsyncLifetime
{
    /// <summary>The credentials that every layer takes.</summary>
    public const string Credentials = """{"bk_app_code":"ops","bk_app_secret":"demo-secret","bk_username":"admin"}""";

    public const string CredentialHeader = "X-Bkapi-Authorization";

    private readonly SimulatorOptions _options;
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        Proxy = new WebProxy(),

        // The gateway's messages come in a header as they are.
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    });

    public ApiHarness() : this(new SimulatorOptions { Catalogue = false })
    {
    }

    private ApiHarness(SimulatorOptions options) => _options = options with { ManualClock = true };

    internal SimulatorServer Simulator { get; private set; } = null!;

    internal static async Task<ApiHarness> StartAsync(SimulatorOptions options)
    {
        var harness = new ApiHarness(options);
        await harness.InitializeAsync();
        return harness;
    }

    public async ValueTask InitializeAsync()
    {
        Simulator = await SimulatorServer.StartAsync(_options);
        _http.BaseAddress = Simulator.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Simulator.DisposeAsync();
    }

    /// <summary>The path of an operation.</summary>
    internal static string PathOf(ServerApis api, string operation = "get_job_instance_status") => api switch
    {
        ServerApis.EsbV2 => $"/api/c/compapi/v2/job/{operation}/",
        ServerApis.EsbV3 => $"/api/c/compapi/v2/jobv3/{operation}/",
        ServerApis.GatewayV3 => $"/api/bk-job/prod/api/v3/{operation}",
        ServerApis.GatewayV4 => $"/api/bk-job/prod/api/v4/{operation}",
        _ => throw new ArgumentOutOfRangeException(nameof(api)),
    };

    /// <summary>What asks for a job of business 1.</summary>
    internal static string QueryOf(ServerApis api, long id, bool withHosts = false) => (api == ServerApis.GatewayV4
        ? $"bk_scope_type=biz&bk_scope_id=1&return_execute_object_result={withHosts}"
        : $"bk_biz_id=1&return_ip_result={withHosts}") + $"&job_instance_id={id}";

    /// <summary>Asks by GET with good credentials in the header, for English words.</summary>
    internal Task<ApiResponse> InvokeAsync(ServerApis api, string query) =>
        GetAsync($"{PathOf(api)}?{query}", (CredentialHeader, Credentials), ("Blueking-Language", "en"));

    /// <summary>
    /// Calls a read with credentials, in English: an ESB and the batches of a gateway get a POST with this JSON, the rest a GET with its
    /// fields. The scope is business 1 unless the JSON has one.
    /// </summary>
    internal Task<ApiResponse> ReadAsync(ServerApis api, string operation, string json, string language = "en")
    {
        JsonObject fields = JsonNode.Parse(json)!.AsObject();
        if (!fields.ContainsKey("bk_scope_type") && !fields.ContainsKey("bk_biz_id"))
        {
            fields["bk_scope_type"] = "biz";
            fields["bk_scope_id"] = "1";
        }

        (string Name, string Value)[] headers = [(CredentialHeader, Credentials), ("Blueking-Language", language)];
        bool isPost = api is ServerApis.EsbV2 or ServerApis.EsbV3 || operation.StartsWith("batch_", StringComparison.Ordinal);
        string query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString($"{field.Value}")}"));
        return isPost
            ? SendAsync(HttpMethod.Post, PathOf(api, operation), fields.ToJsonString(), headers)
            : GetAsync($"{PathOf(api, operation)}?{query}", headers);
    }

    /// <summary>
    /// Posts a call with credentials, in English unless another language is specified. The scope is business 1 unless the JSON has one.
    /// </summary>
    internal Task<ApiResponse> PostAsync(ServerApis api, string operation, string json, string language = "en")
    {
        var fields = new JsonObject();
        foreach (JsonProperty field in JsonElement.Parse(json).EnumerateObject())
        {
            // The last one of two equal fields counts.
            fields[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        if (!fields.ContainsKey("bk_scope_type") && !fields.ContainsKey("bk_biz_id"))
        {
            fields["bk_scope_type"] = "biz";
            fields["bk_scope_id"] = "1";
        }

        return SendAsync(
            HttpMethod.Post,
            PathOf(api, operation),
            fields.ToJsonString(),
            (CredentialHeader, Credentials),
            ("Blueking-Language", language));
    }

    /// <summary>The status of a job of business 1, as v3 gives it.</summary>
    internal async Task<int> GetJobStatusAsync(long id) =>
        (await InvokeAsync(ServerApis.GatewayV3, QueryOf(ServerApis.GatewayV3, id))).Json
            .GetProperty("data").GetProperty("job_instance").GetProperty("status").GetInt32();

    /// <summary>Sends operate_job_instance with good credentials, for English texts.</summary>
    internal Task<ApiResponse> OperateAsync(ServerApis api, string body, string language = "en") => SendAsync(
        HttpMethod.Post,
        PathOf(api, "operate_job_instance"),
        body,
        (CredentialHeader, Credentials),
        ("Blueking-Language", language));

    /// <summary>Sends an operation on a job of business 1.</summary>
    internal Task<ApiResponse> OperateAsync(ServerApis api, long id, int code) => OperateAsync(
        api, string.Create(CultureInfo.InvariantCulture, $$"""{"bk_biz_id":1,"job_instance_id":{{id}},"operation_code":{{code}}}"""));

    /// <summary>Sends operate_step_instance with good credentials, for English texts.</summary>
    internal Task<ApiResponse> OperateStepAsync(ServerApis api, string body) => SendAsync(
        HttpMethod.Post,
        PathOf(api, "operate_step_instance"),
        body,
        (CredentialHeader, Credentials),
        ("Blueking-Language", "en"));

    /// <summary>Sends an operation on a step of a job of business 1.</summary>
    internal Task<ApiResponse> OperateStepAsync(ServerApis api, long id, long step, int code) => OperateStepAsync(
        api,
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"bk_biz_id":1,"job_instance_id":{{id}},"step_instance_id":{{step}},"operation_code":{{code}}}"""));

    /// <summary>The statuses of a job and its steps as v3 returns them, each with its execute_count unless that is 0: <c>2:3,4#1</c>.</summary>
    internal async Task<string> GetStateAsync(long id)
    {
        JsonElement data = (await InvokeAsync(ServerApis.GatewayV3, QueryOf(ServerApis.GatewayV3, id))).Json.GetProperty("data");
        IEnumerable<string> steps = data.GetProperty("step_instance_list").EnumerateArray().Select(step =>
            step.GetProperty("execute_count").GetInt32() is > 0 and int count
                ? string.Create(CultureInfo.InvariantCulture, $"{step.GetProperty("status").GetInt32()}#{count}")
                : step.GetProperty("status").GetRawText());
        return $"{data.GetProperty("job_instance").GetProperty("status").GetRawText()}:{string.Join(',', steps)}";
    }

    /// <summary>Sends a GET with nothing but what is given.</summary>
    internal Task<ApiResponse> GetAsync(string address, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, address, null, headers);

    internal async Task<ApiResponse> SendAsync(HttpMethod method, string address, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8);
        using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken).InTimeAsync();
        return new ApiResponse(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Opens a body without holding it.</summary>
    internal async Task<Stream> OpenAsync(ServerApis api, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{PathOf(api)}?{query}");
        request.Headers.TryAddWithoutValidation(CredentialHeader, Credentials);
        HttpResponseMessage response =
            await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).InTimeAsync();
        return await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }

    internal void Advance(double seconds) => Simulator.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
