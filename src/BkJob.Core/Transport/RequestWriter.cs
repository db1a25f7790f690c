using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Writes requests: the only place where a secret is decrypted.</summary>
internal static class RequestWriter
{
    /// <summary>The header for credentials.</summary>
    public const string AuthorizationHeader = "X-Bkapi-Authorization";

    /// <summary>The HTTP method of a request.</summary>
    /// <param name="kind">Whether the request changes the state of the server.</param>
    /// <param name="location">The location of the credentials.</param>
    public static HttpMethod GetMethod(RequestKind kind, CredentialLocation location) =>
        kind == RequestKind.Command || location == CredentialLocation.Body ? HttpMethod.Post : HttpMethod.Get;

    /// <summary>Writes a request.</summary>
    /// <param name="options">The server and the credentials.</param>
    /// <param name="api">The API.</param>
    /// <param name="operation">The call.</param>
    /// <param name="request">What is requested.</param>
    /// <param name="location">The location of the credentials; not Auto.</param>
    public static HttpRequestMessage Write<TRequest, TResult>(
        BkJobClientOptions options, ApiProfile api, Operation<TRequest, TResult> operation, TRequest request, CredentialLocation location)
        where TRequest : BkJobRequest
    {
        RequestParts parts = GetParts(options, api, operation, request, location, Secret.ToPlainText);
        var message = new HttpRequestMessage(GetMethod(operation.Kind, location), parts.Address);
        if (parts.Body is { } body)
        {
            message.Content = new ByteArrayContent(ToBytes(body));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        if (location == CredentialLocation.Header)
        {
            message.Headers.TryAddWithoutValidation(
                AuthorizationHeader, Encoding.ASCII.GetString(ToBytes(ToObject(GetHeaderCredentials(options, Secret.ToPlainText)))));
        }

        AddCommonHeaders(message.Headers, options);
        return message;
    }

    /// <summary>Describes the same request for display. It does not have to be redacted, because no secret is decrypted for it.</summary>
    public static RequestDescription Describe<TRequest, TResult>(
        BkJobClientOptions options, ApiProfile api, Operation<TRequest, TResult> operation, TRequest request, CredentialLocation location)
        where TRequest : BkJobRequest
    {
        RequestParts parts = GetParts(options, api, operation, request, location, Secret.Hide);
        string url = parts.Address.AbsoluteUri;
        return new RequestDescription(
            url.Replace(Uri.EscapeDataString(SecretRedactor.Mask), SecretRedactor.Mask, StringComparison.Ordinal),
            parts.Body is { } body ? Encoding.UTF8.GetString(ToBytes(body)) : null);
    }

    // Parameters are written to the body of a POST, otherwise to the query string, where credentials come first.
    private static RequestParts GetParts<TRequest, TResult>(
        BkJobClientOptions options, ApiProfile api, Operation<TRequest, TResult> operation, TRequest request, CredentialLocation location,
        Func<SecureString, string> reveal)
        where TRequest : BkJobRequest
    {
        var writer = new ParameterWriter(api, reveal);
        operation.WriteParameters(writer, request);
        IEnumerable<KeyValuePair<string, string>> credentials = location == CredentialLocation.Header ? [] : GetParameterCredentials(options, reveal);
        string path = operation.GetPath(options, api);
        if (GetMethod(operation.Kind, location) == HttpMethod.Get)
        {
            return new RequestParts(GetAddress(options, path, [.. credentials, .. ToQuery(writer.Parameters)]), Body: null);
        }

        return location == CredentialLocation.Query
            ? new RequestParts(GetAddress(options, path, [.. credentials]), writer.Parameters)
            : new RequestParts(GetAddress(options, path, []), ToObject(credentials, writer.Parameters));
    }

    // An access token identifies both app and user and overrides all other credentials, so it is sent alone.
    private static IEnumerable<KeyValuePair<string, string>> GetHeaderCredentials(BkJobClientOptions options, Func<SecureString, string> reveal) =>
        options.AccessToken is { } token ? [new("access_token", reveal(token))] : AppAndUser(options, reveal);

    // As parameters, older ESB require the app in addition to the token, which they name bk_access_token.
    private static IEnumerable<KeyValuePair<string, string>> GetParameterCredentials(BkJobClientOptions options, Func<SecureString, string> reveal) =>
        options.AccessToken is { } token
            ? AppAndUser(options, reveal).Append(new("bk_access_token", reveal(token)))
            : AppAndUser(options, reveal);

    private static IEnumerable<KeyValuePair<string, string>> AppAndUser(BkJobClientOptions options, Func<SecureString, string> reveal) =>
        options.ApplicationState ? App(options, reveal) : App(options, reveal).Concat(User(options, reveal));

    private static IEnumerable<KeyValuePair<string, string>> App(BkJobClientOptions options, Func<SecureString, string> reveal)
    {
        if (options.AppCode is { } appCode)
        {
            yield return new("bk_app_code", appCode);
        }

        if (options.AppSecret is { } appSecret)
        {
            yield return new("bk_app_secret", reveal(appSecret));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> User(BkJobClientOptions options, Func<SecureString, string> reveal)
    {
        if (options.Token is { } token)
        {
            yield return new("bk_token", reveal(token));
        }

        if (options.UserName is { } userName)
        {
            yield return new("bk_username", userName);
        }
    }

    private static Uri GetAddress(BkJobClientOptions options, string path, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        string text = query.Count == 0 ? "" : "?" + string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return ServerAddress.WithPath(options.Server, $"{options.Server.AbsolutePath.TrimEnd('/')}/{path}{text}");
    }

    // Only calls with scalar parameters use GET; JSON formats numbers and booleans as the server expects them.
    private static IEnumerable<KeyValuePair<string, string>> ToQuery(JsonObject parameters) =>
        parameters.Select(p => KeyValuePair.Create(p.Key, p.Value!.ToString()));

    private static JsonObject ToObject(IEnumerable<KeyValuePair<string, string>> credentials, JsonObject? parameters = null)
    {
        var all = new JsonObject();
        foreach ((string name, string value) in credentials)
        {
            all[name] = value;
        }

        foreach ((string name, JsonNode? value) in parameters ?? [])
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }

    private static byte[] ToBytes(JsonObject values)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            values.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static void AddCommonHeaders(HttpRequestHeaders headers, BkJobClientOptions options)
    {
        headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        headers.TryAddWithoutValidation("Accept", "application/json");

        // A status from a cache would be outdated.
        headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        if (options.Language is { } language)
        {
            headers.TryAddWithoutValidation("Blueking-Language", language);
        }

        if (options is { ApplicationState: true, UserName: { } userName })
        {
            headers.TryAddWithoutValidation("X-Bk-Username", userName);
        }

        if (options.TenantId is { } tenant)
        {
            headers.TryAddWithoutValidation("X-Bk-Tenant-Id", tenant);
        }
    }
}

/// <summary>The address of a request, and its body; null if there is none.</summary>
internal readonly record struct RequestParts(Uri Address, JsonObject? Body);

/// <summary>A request for display.</summary>
/// <param name="Url">The address, without secrets.</param>
/// <param name="Body">The body, without secrets; null if there is none.</param>
internal sealed record RequestDescription(string Url, string? Body);
