using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Esb;

/// <summary>Authenticates the caller (protocol.md §5). The texts are those of the ESB, including their spelling.</summary>
internal sealed class EsbCredentials(SimulatorOptions options)
{
    private const string Header = "X-Bkapi-Authorization";

    /// <summary>Returns null for a request whose app and user are accepted.</summary>
    public Rejection? Reject(ApiRequest request, ApiParameters parameters)
    {
        var credentials = parameters;

        // The newest ESB reads nothing else if there is a header; the legacy one removes it unread.
        if (options.Esb == EsbEdition.Newest && request.Headers.TryGetValue(Header, out var header))
        {
            if (ApiParameters.FromJson(header) is not { } fromHeader)
            {
                return new Rejection(Rejection.Argument, $"Parameters error, request header {Header} is not a valid JSON format string");
            }

            if (fromHeader["access_token"] is { } accessToken)
            {
                return ValidateAccessToken(accessToken);
            }

            credentials = fromHeader;
        }

        return ValidateApp(credentials) ?? ValidateUser(credentials, parameters);
    }

    // Such a token identifies app and user: all other credentials are ignored.
    private Rejection? ValidateAccessToken(string token) => token == options.AccessToken
        ? null
        : No("verify access_token failed, please check if the access_token is valid");

    private Rejection? ValidateApp(ApiParameters credentials)
    {
        var code = credentials.First("bk_app_code", "app_code");
        var secret = credentials.First("bk_app_secret", "app_secret");
        return (code, secret) switch
        {
            (null, _) => No("APP Code [bk_app_code] cannot be empty"),
            (_, null) => No("APP Secret [bk_app_secret] cannot be empty"),
            _ when code != options.AppCode =>
                No($"Invalid APP Code [bk_app_code={code}], please confirm if the APP Code has been registered"),
            _ when secret != options.AppSecret =>
                No($"APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code={code}] match"),
            _ => null,
        };
    }

    private Rejection? ValidateUser(ApiParameters credentials, ApiParameters parameters)
    {
        // bk_access_token is a parameter, never part of the header.
        if (parameters["bk_access_token"] is { } accessToken)
        {
            return accessToken == options.AccessToken ? null : No("The specified user TOKEN [bk_access_token] does not exist");
        }

        if (credentials["bk_token"] is { } token)
        {
            return token == options.Token ? null : No("User authentication failed, please check if the bk_token is valid");
        }

        return credentials.First("bk_username", "username") == options.UserName
            ? null
            : No("User authentication failed, please provide a valid user identity, such as bk_token, bk_username");
    }

    private static Rejection No(string message) => new(Rejection.Common, message);
}
