using System.Text.Json;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>Everything that the simulator can do wrong, with the secrets in each place that a server fills.</summary>
internal static class SecretEchoCases
{
    public static readonly string Echo = string.Join(" and ", MarkedSecret.All.Select(secret => secret.Value));
    public static readonly string EchoInUrl = Uri.EscapeDataString(Echo);
    public static readonly string EchoInJson = JsonEncodedText.Encode(Echo).Value;

    public static readonly IReadOnlyDictionary<string, Fault> All = new Dictionary<string, Fault>
    {
        ["user unknown"] = Envelope(1306000, $"User authentication failed, bk_token {Echo}"),
        ["app unknown"] = Envelope(1306000, $"APP Secret verification failed {Echo}"),
        ["invalid argument"] = Envelope(1241007, Echo),
        ["no such API"] = Envelope(1306405, Echo),
        ["busy"] = Envelope(1642902, Echo),
        ["broken"] = Envelope(1240002, Echo),
        ["unknown code"] = Envelope(4242424, Echo),
        ["permission"] = Json("""
            {"result":false,"code":9900403,"message":"ECHO","permission":{"system_id":"ECHO","system_name":"ECHO","actions":[{"id":"ECHO",
            "name":"ECHO","related_resource_types":[{"system_id":"bk_job","type":"ECHO","instances":[[{"type":"biz","id":"1",
            "name":"ECHO"}]]}]}]}}
            """),
        ["gateway 400"] = Json("""{"code":1640001,"message":"app secret ECHO","result":false,"data":null}""", 400),
        ["code as text"] = Json("""{"result":false,"code":"ECHO","message":"no"}"""),
        ["message as object"] = Json("""{"result":false,"code":1240002,"message":{"en":"ECHO"}}"""),
        ["request id"] = Json("""{"result":false,"code":1240002,"request_id":"ECHO"}"""),
        ["request id of Job"] = Json("""{"result":false,"code":1240002,"job_request_id":"ECHO"}"""),
        ["request id of a good envelope"] = Json("""{"result":true,"code":0,"data":null,"request_id":"ECHO"}"""),
        ["wrong type"] = Json("""{"result":true,"data":{"job_instance":{"job_instance_id":"ECHO"}}}"""),
        ["unknown field"] = Json("""{"result":true,"data":{"ECHO":[1,2]}}"""),
        ["field twice"] = Json("""{"ECHO":1,"ECHO":2,"result":true}"""),
        ["a text alone"] = Json("\"ECHO\""),
        ["not JSON"] = Text(Echo),
        ["cut off"] = Json("""{"result":false,"code":1240002,"message":"ECHO"}""") with { CutAfterBytes = 70 },
        ["HTML 200"] = Text($"<html>{Echo}</html>") with { ContentType = "text/html" },
        ["HTML 503"] = Text($"<html>{Echo}</html>", 503) with { ContentType = "text/html" },
        ["text 401"] = Text(Echo, 401),
        ["empty 401"] = OfHeaders(401, "X-Bkapi-Error-Message", "WWW-Authenticate"),
        ["empty 403"] = OfHeaders(403, "X-Bkapi-Error-Code", "X-Bkapi-Request-ID"),
        ["empty 404"] = OfHeaders(404, "X-Bk-Job-Request-Id", "Set-Cookie"),
        ["empty 429"] = OfHeaders(429, "Retry-After", "X-Bkapi-RateLimit-Reset"),
        ["empty 502"] = OfHeaders(502, "Content-Language", "Server"),
        ["redirect"] = Redirect($"https://login.example.com/?c_url={EchoInUrl}#{EchoInUrl}"),
        ["redirect with a user"] = Redirect($"https://ops:{EchoInUrl}@login.example.com/"),
        ["redirect on the same host"] = Redirect($"/login/{EchoInUrl}"),
        ["bad gzip"] = Text(Echo) with { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } },
        ["bad brotli"] = Text(Echo) with { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "br" } },
        ["unknown character set"] = Text("{}") with { ContentType = $"application/json; charset={EchoInUrl}" },
        ["good response with headers"] = OfHeaders(null, "X-Bkapi-Request-ID", "X-Bk-Job-Request-Id"),
    };

    public static Fault Envelope(int code, string message) => new() { Times = null, EnvelopeCode = code, Message = message };

    public static Fault Redirect(string to, int status = 302) =>
        new() { Times = null, HttpStatus = status, Headers = new Dictionary<string, string> { ["Location"] = to } };

    private static Fault Json(string body, int status = 200) =>
        Text(body.Replace("ECHO", EchoInJson, StringComparison.Ordinal), status);

    private static Fault Text(string body, int status = 200) => new() { Times = null, Body = body, HttpStatus = status };

    private static Fault OfHeaders(int? status, params string[] names) =>
        new() { Times = null, HttpStatus = status, Headers = names.ToDictionary(name => name, _ => EchoInUrl) };
}
