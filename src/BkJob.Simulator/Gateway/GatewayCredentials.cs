using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Gateway;

/// <summary>Authenticates the caller (protocol.md §5): only the header is read. The texts are those of the gateway.</summary>
internal sealed class GatewayCredentials(SimulatorOptions options)
{
    private const string Header = "X-Bkapi-Authorization";
    private const int MaxAppCodeLength = 32;

    public GatewayCaller Read(ApiRequest request)
    {
        if (request.Header(Header) is not { } header)
        {
            return Read(ApiParameters.None);
        }

        var notJson = $"request header {Header} is not a valid JSON";
        return ApiParameters.FromJson(header) is { } credentials ? Read(credentials) : new GatewayCaller(notJson, notJson, null);
    }

    private GatewayCaller Read(ApiParameters credentials)
    {
        if (credentials["access_token"] is not { } token)
        {
            return ReadUser(credentials, AppFault(credentials));
        }

        // Such a token identifies app and user. With an invalid one, an app can still authenticate with its secret.
        const string Bad = "access_token is invalid, ssm error message: the access_token does not exist";
        return token == options.AccessToken
            ? new GatewayCaller(null, null, options.UserName)
            : new GatewayCaller(AppFault(credentials) is null ? null : Bad, Bad, null);
    }

    private GatewayCaller ReadUser(ApiParameters credentials, string? appFault)
    {
        if (credentials["bk_token"] is { } token)
        {
            return token == options.Token
                ? new GatewayCaller(appFault, null, options.UserName)
                : new GatewayCaller(appFault, "bk_token is not valid", null);
        }

        // The app can specify one user without a login; any other name is passed to Job without authentication.
        var name = credentials.First("bk_username", "username");
        var fault = name is null
            ? "user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token"
            : "user authentication failed, the user indicated by bk_username is not verified";
        return new GatewayCaller(appFault, name == options.UserName ? null : fault, name);
    }

    private string? AppFault(ApiParameters credentials)
    {
        var code = credentials.First("bk_app_code", "app_code");
        var secret = credentials.First("bk_app_secret", "app_secret");
        return (code, secret) switch
        {
            (null, _) => "app code cannot be empty",
            (_, null) => "please provide bk_app_secret or bk_signature to verify app",
            ({ Length: > MaxAppCodeLength }, _) => $"app code cannot be longer than {MaxAppCodeLength} characters",
            _ when code != options.AppCode => "app not found",
            _ when secret != options.AppSecret => "bk_app_code or bk_app_secret is incorrect",
            _ => null,
        };
    }
}

/// <summary>The caller, as identified by the credentials.</summary>
/// <param name="AppFault">Why the app is rejected; null if it is accepted.</param>
/// <param name="UserFault">Why the user is rejected; null if it is accepted.</param>
/// <param name="User">The user that is passed to Job, authenticated or not; null for none.</param>
internal sealed record GatewayCaller(string? AppFault, string? UserFault, string? User);
