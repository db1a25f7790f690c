using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Writes requests: the only place where a secret is opened.</summary>
internal static class RequestWriter
{
    private const string HeaderName = "X-Bkapi-Authorization";

    /// <summary>How a request is made that carries the credentials at a place.</summary>
    public static HttpMethod MethodOf(CredentialLocation location) =>
        location == CredentialLocation.Body ? HttpMethod.Post : HttpMethod.Get;

    /// <summary>Makes the request that asks a question.</summary>
    /// <param name="settings">Who asks, and whom.</param>
    /// <param name="dialect">The API.</param>
    /// <param name="query">The question.</param>
    /// <param name="location">Where the credentials go; not Auto.</param>
    public static HttpRequestMessage Write(
        ConnectionSettings settings, IDialect dialect, JobInstanceQuery query, CredentialLocation location)
    {
        var parameters = dialect.Parameters(query).ToList();
        if (location != CredentialLocation.Header)
        {
            parameters.InsertRange(0, AsParameters(settings));
        }

        HttpMethod method = MethodOf(location);
        bool isPost = method == HttpMethod.Post;
        var request = new HttpRequestMessage(method, AddressOf(settings, dialect, isPost ? [] : parameters));
        if (isPost)
        {
            request.Content = new ByteArrayContent(AsJson(parameters));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        if (location == CredentialLocation.Header)
        {
            request.Headers.TryAddWithoutValidation(HeaderName, Encoding.ASCII.GetString(AsJson(AsHeader(settings))));
        }

        AddCommonHeaders(request.Headers, settings);
        return request;
    }

    /// <summary>An access token names app and user by itself and overrides what else is said: it goes alone.</summary>
    private static IEnumerable<KeyValuePair<string, object>> AsHeader(ConnectionSettings settings) =>
        settings.AccessToken is { } token ? [new("access_token", Secret.Open(token))] : AppAndUser(settings);

    /// <summary>Among parameters the older ESB wants the app beside the token, and calls the token bk_access_token.</summary>
    private static IEnumerable<KeyValuePair<string, object>> AsParameters(ConnectionSettings settings) =>
        settings.AccessToken is { } token
            ? AppAndUser(settings).Append(new("bk_access_token", Secret.Open(token)))
            : AppAndUser(settings);

    private static IEnumerable<KeyValuePair<string, object>> AppAndUser(ConnectionSettings settings) =>
        settings.ApplicationState ? App(settings) : App(settings).Concat(User(settings));

    private static IEnumerable<KeyValuePair<string, object>> App(ConnectionSettings settings)
    {
        if (settings.AppCode is { } appCode)
        {
            yield return new("bk_app_code", appCode);
        }

        if (settings.AppSecret is { } appSecret)
        {
            yield return new("bk_app_secret", Secret.Open(appSecret));
        }
    }

    private static IEnumerable<KeyValuePair<string, object>> User(ConnectionSettings settings)
    {
        if (settings.Token is { } token)
        {
            yield return new("bk_token", Secret.Open(token));
        }

        if (settings.UserName is { } userName)
        {
            yield return new("bk_username", userName);
        }
    }

    private static Uri AddressOf(ConnectionSettings settings, IDialect dialect, List<KeyValuePair<string, object>> query)
    {
        string text = string.Join('&', query.Select(p => $"{p.Key}={Uri.EscapeDataString(AsText(p.Value))}"));
        string path = $"{settings.Server.AbsolutePath.TrimEnd('/')}/{dialect.PathOf(settings)}";
        return new UriBuilder(settings.Server) { Path = path, Query = text }.Uri;
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

    private static void AddCommonHeaders(HttpRequestHeaders headers, ConnectionSettings settings)
    {
        headers.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        headers.TryAddWithoutValidation("Accept", "application/json");
        if (settings.Language is { } language)
        {
            headers.TryAddWithoutValidation("Blueking-Language", language);
        }

        if (settings is { ApplicationState: true, UserName: { } userName })
        {
            headers.TryAddWithoutValidation("X-Bk-Username", userName);
        }

        if (settings.TenantId is { } tenant)
        {
            headers.TryAddWithoutValidation("X-Bk-Tenant-Id", tenant);
        }
    }
}
