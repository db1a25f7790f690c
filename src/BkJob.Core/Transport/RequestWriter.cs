using System.Globalization;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Json;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Writes requests: the only place where a secret is opened.</summary>
internal static class RequestWriter
{
    /// <summary>The header that carries credentials.</summary>
    public const string AuthorizationHeader = "X-Bkapi-Authorization";

    /// <summary>How a request is made that carries the credentials at a place.</summary>
    public static HttpMethod MethodOf(CredentialLocation location) =>
        location == CredentialLocation.Body ? HttpMethod.Post : HttpMethod.Get;

    /// <summary>Makes the request that asks a question.</summary>
    /// <param name="options">Who asks, and whom.</param>
    /// <param name="dialect">The API.</param>
    /// <param name="query">The question.</param>
    /// <param name="location">Where the credentials go; not Auto.</param>
    public static HttpRequestMessage Write(
        BkJobClientOptions options, IDialect dialect, JobInstanceQuery query, CredentialLocation location)
    {
        List<KeyValuePair<string, object>> parameters = ParametersOf(options, dialect, query, location, Secret.ToPlainText);
        HttpMethod method = MethodOf(location);
        bool isPost = method == HttpMethod.Post;
        var request = new HttpRequestMessage(method, AddressOf(options, dialect, isPost ? [] : parameters));
        if (isPost)
        {
            request.Content = new ByteArrayContent(AsJson(parameters));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        if (location == CredentialLocation.Header)
        {
            request.Headers.TryAddWithoutValidation(AuthorizationHeader, Encoding.ASCII.GetString(AsJson(AsHeader(options, Secret.ToPlainText))));
        }

        AddCommonHeaders(request.Headers, options);
        return request;
    }

    /// <summary>Describes the same request for display: nothing is redacted in it, because no secret is opened for it.</summary>
    public static RequestDescription Describe(
        BkJobClientOptions options, IDialect dialect, JobInstanceQuery query, CredentialLocation location)
    {
        List<KeyValuePair<string, object>> parameters = ParametersOf(options, dialect, query, location, Secret.Hide);
        bool isPost = MethodOf(location) == HttpMethod.Post;
        string url = AddressOf(options, dialect, isPost ? [] : parameters).AbsoluteUri;
        return new RequestDescription(
            url.Replace(Uri.EscapeDataString(SecretRedactor.Mask), SecretRedactor.Mask, StringComparison.Ordinal),
            isPost ? Encoding.UTF8.GetString(AsJson(parameters)) : null);
    }

    private static List<KeyValuePair<string, object>> ParametersOf(
        BkJobClientOptions options, IDialect dialect, JobInstanceQuery query, CredentialLocation location, Func<SecureString, string> open)
    {
        IEnumerable<KeyValuePair<string, object>> parameters = dialect.Parameters(query);
        return [.. location == CredentialLocation.Header ? parameters : AsParameters(options, open).Concat(parameters)];
    }

    /// <summary>An access token names app and user by itself and overrides what else is said: it goes alone.</summary>
    private static IEnumerable<KeyValuePair<string, object>> AsHeader(BkJobClientOptions options, Func<SecureString, string> open) =>
        options.AccessToken is { } token ? [new("access_token", open(token))] : AppAndUser(options, open);

    /// <summary>Among parameters the older ESB wants the app beside the token, and calls the token bk_access_token.</summary>
    private static IEnumerable<KeyValuePair<string, object>> AsParameters(BkJobClientOptions options, Func<SecureString, string> open) =>
        options.AccessToken is { } token
            ? AppAndUser(options, open).Append(new("bk_access_token", open(token)))
            : AppAndUser(options, open);

    private static IEnumerable<KeyValuePair<string, object>> AppAndUser(BkJobClientOptions options, Func<SecureString, string> open) =>
        options.ApplicationState ? App(options, open) : App(options, open).Concat(User(options, open));

    private static IEnumerable<KeyValuePair<string, object>> App(BkJobClientOptions options, Func<SecureString, string> open)
    {
        if (options.AppCode is { } appCode)
        {
            yield return new("bk_app_code", appCode);
        }

        if (options.AppSecret is { } appSecret)
        {
            yield return new("bk_app_secret", open(appSecret));
        }
    }

    private static IEnumerable<KeyValuePair<string, object>> User(BkJobClientOptions options, Func<SecureString, string> open)
    {
        if (options.Token is { } token)
        {
            yield return new("bk_token", open(token));
        }

        if (options.UserName is { } userName)
        {
            yield return new("bk_username", userName);
        }
    }

    private static Uri AddressOf(BkJobClientOptions options, IDialect dialect, List<KeyValuePair<string, object>> query)
    {
        string text = query.Count == 0 ? "" : "?" + string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString(AsText(p.Value))}"));
        string path = $"{options.Server.AbsolutePath.TrimEnd('/')}/{dialect.PathOf(options)}";
        return ServerAddress.WithPath(options.Server, path + text);
    }

    private static string AsText(object value) =>
        value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static byte[] AsJson(IEnumerable<KeyValuePair<string, object>> values)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach ((string name, object value) in values)
            {
                switch (value)
                {
                    case long number: writer.WriteNumber(name, number); break;
                    case bool flag: writer.WriteBoolean(name, flag); break;
                    default: writer.WriteString(name, (string)value); break;
                }
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void AddCommonHeaders(HttpRequestHeaders headers, BkJobClientOptions options)
    {
        headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        headers.TryAddWithoutValidation("Accept", "application/json");

        // A status that a cache on the way remembers is an old one.
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

/// <summary>A request as it may be displayed.</summary>
/// <param name="Url">The address, without secrets.</param>
/// <param name="Body">The body, without secrets; null where there is none.</param>
internal sealed record RequestDescription(string Url, string? Body);
