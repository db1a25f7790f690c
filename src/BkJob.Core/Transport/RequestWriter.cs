using System.Net.Http.Headers;
using System.Text;
using BkJob.Protocol;

namespace BkJob.Transport;

/// <summary>Writes requests: the only place where a secret is decrypted.</summary>
internal static class RequestWriter
{
    /// <summary>The header for credentials.</summary>
    public const string AuthorizationHeader = "X-Bkapi-Authorization";

    /// <summary>The HTTP method of a request.</summary>
    /// <param name="operation">The call.</param>
    /// <param name="location">The location of the credentials.</param>
    public static HttpMethod GetMethod<TRequest, TResult>(Operation<TRequest, TResult> operation, CredentialLocation location)
        where TRequest : BkJobRequest =>
        operation.Kind == RequestKind.Command || operation.HasLists || location == CredentialLocation.Body ? HttpMethod.Post : HttpMethod.Get;

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
        RequestParts parts = GetParts(options, api, operation, request, location, Secret.Reveal);
        var message = new HttpRequestMessage(GetMethod(operation, location), parts.Address);
        if (parts.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        if (location == CredentialLocation.Header)
        {
            message.Headers.TryAddWithoutValidation(AuthorizationHeader, GetHeader(options, api));
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
            parts.Body is { } body ? Encoding.UTF8.GetString(body.Span) : null);
    }

    // Parameters are written to the body of a POST, otherwise to the query string. Credentials come first.
    private static RequestParts GetParts<TRequest, TResult>(
        BkJobClientOptions options, ApiProfile api, Operation<TRequest, TResult> operation, TRequest request, CredentialLocation location,
        SecretReader reveal)
        where TRequest : BkJobRequest
    {
        var query = new QueryParameterWriter(api, reveal);
        ReadOnlyMemory<byte>? body = null;
        if (location == CredentialLocation.Query)
        {
            WriteParameterCredentials(query, options);
        }

        if (GetMethod(operation, location) == HttpMethod.Get)
        {
            operation.WriteParameters(query, request);
        }
        else
        {
            body = JsonParameterWriter.Write(api, reveal, WriteBody);
        }

        string path = $"{options.Server.AbsolutePath.TrimEnd('/')}/{operation.GetPath(options, api)}{query}";
        return new RequestParts(ServerAddress.WithPath(options.Server, path), body);

        void WriteBody(ParameterWriter parameters)
        {
            if (location == CredentialLocation.Body)
            {
                WriteParameterCredentials(parameters, options);
            }

            operation.WriteParameters(parameters, request);
        }
    }

    private static string GetHeader(BkJobClientOptions options, ApiProfile api) =>
        Encoding.ASCII.GetString(JsonParameterWriter.Write(api, Secret.Reveal, header => WriteHeaderCredentials(header, options)).Span);

    // An access token identifies both app and user and overrides all other credentials, so it is sent alone.
    private static void WriteHeaderCredentials(ParameterWriter header, BkJobClientOptions options)
    {
        if (options.AccessToken is { } token)
        {
            header.Secret("access_token", token);
        }
        else
        {
            WriteAppAndUser(header, options);
        }
    }

    // As parameters, older ESB require the app in addition to the token, which they name bk_access_token.
    private static void WriteParameterCredentials(ParameterWriter parameters, BkJobClientOptions options)
    {
        WriteAppAndUser(parameters, options);
        parameters.Secret("bk_access_token", options.AccessToken);
    }

    private static void WriteAppAndUser(ParameterWriter parameters, BkJobClientOptions options)
    {
        parameters.Text("bk_app_code", options.AppCode);
        parameters.Secret("bk_app_secret", options.AppSecret);
        if (!options.ApplicationState)
        {
            parameters.Secret("bk_token", options.Token);
            parameters.Text("bk_username", options.UserName);
        }
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
internal readonly record struct RequestParts(Uri Address, ReadOnlyMemory<byte>? Body);

/// <summary>A request for display.</summary>
/// <param name="Url">The address, without secrets.</param>
/// <param name="Body">The body, without secrets; null if there is none.</param>
internal sealed record RequestDescription(string Url, string? Body);
