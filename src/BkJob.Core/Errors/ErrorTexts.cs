using System.Text.RegularExpressions;
using static BkJob.BkJobErrorKind;

namespace BkJob.Transport;

/// <summary>
/// Classifies errors that only their text distinguishes: code 1306000 of the ESB and 1640001 of the API gateway (protocol.md §4.2, §4.3).
/// The gateway embeds a text in <c>[reason="…"]</c>; an ESB behind a gateway passes the gateway's texts on as its own.
/// </summary>
internal static class ErrorTexts
{
    private static readonly FaultClassification App = new(AuthenticationFailed, IsAppUnknown: true);
    private static readonly FaultClassification User = new(AuthenticationFailed);
    private static readonly FaultClassification Argument = new(InvalidArgument);
    private static readonly FaultClassification Transient = new(ServerError, IsTransient: true);
    private static readonly FaultClassification Permanent = new(ServerError);
    private static readonly FaultClassification Busy = new(Throttled, IsTransient: true);

    // Sentences of the ESB and the gateway from before they call Job, each with its classification and its source. They are compared from
    // the beginning of a text, so that a text that is quoted inside another one (for example, an app named "component error") does not
    // change the classification; and they are too long to be the name of a job or plan that a text begins with, so that they also prove
    // that a command was not executed.
    // Sources: ESB = blueking-apigateway src/esb/esb; GW = blueking-apigateway-apisix src/apisix; PC = legacy-bk-paas paas-ce/paas/esb;
    private static readonly Row[] Sentences =
    [
        // The app. ESB esb/bkapp/validators.py, esb/bkapp/helpers.py; PC esb/bkapp/validators.py has the same.
        new(App, "app code [bk_app_code] cannot be"),
        new(App, "app secret [bk_app_secret] cannot be"),
        new(App, "app secret verification failed, pelase confirm"),
        new(App, "invalid app code [bk_app_code="),
        new(App, "signature [bk_signature] verification failed"),
        new(App, "please choose a valid app verification method"),
        new(App, "parameter bk_nonce is illegal"),
        new(App, "parameter bk_timestamp is illegal"),
        new(App, "authorization bk_app_code, bk_app_secret"),
        new(App, "verify app secret error, app_code:"),
        new(App, "verify app fail, please check"),
        new(App, "应用认证失败，请"),

        // GW plugins/bk-auth-verify/app-account-verifier.lua, signature.lua; plugins/bk-components/bkauth.lua.
        new(App, "app code cannot be empty"),
        new(App, "app code cannot be longer than"),
        new(App, "app secret cannot be empty"),
        new(App, "app secret cannot be longer than"),
        new(App, "bk_app_code or bk_app_secret is incorrect"),
        new(App, "please provide bk_app_secret or bk_signature"),

        // bkauth, passed on by ESB esb/bkapp/helpers.py: the ESB itself is what is unauthorized or forbidden there.
        new(App, "bkauth: not found:"),
        new(App, "bkauth: bad request:"),
        new(Permanent, "bkauth: unauthorized"),
        new(Permanent, "bkauth: forbidden"),
        new(Permanent, "bkauth: no permission"),
        new(Busy, "bkauth: too many requests"),
        new(Transient, "bkauth: system error"),
        new(Transient, "bkauth:"),

        // The user. ESB esb/bkauth/validators.py, esb/bkapp/validators.py; PC esb/bkauth/validators.py.
        new(User, "user authentication failed, please"),
        new(User, "the specified user token [bk_access_token]"),
        new(User, "please provide a valid user identity, such as"),
        new(User, "verify access_token failed, please check"),
        new(User, "用户认证失败，请"),
        new(User, "参数 bk_token 非法"),

        // GW editions/ee/plugins/bk-components/bklogin.lua, ssm.lua; plugins/bk-auth-verify/access-token-utils.lua; bk-username-required.lua.
        new(User, "bk_token is not valid"),
        new(User, "access_token cannot be empty"),
        new(User, "access_token has expired"),
        new(User, "access_token is invalid, ssm error message:"),
        new(User, "the access_token is the application type"),
        new(User, "the access_token of the user("),
        new(User, "the `x-bk-username` header is empty"),

        // Malformed requests. ESB common/base_utils.py, components/component.py.
        new(Argument, "request json string is wrong in format, which"),
    ];

    // Beginnings that a name can also have: they classify a text, and prove nothing.
    private static readonly Row[] Beginnings =
    [
        new(App, "app code"),
        new(App, "app secret"),
        new(App, "invalid app code"),
        new(App, "signature [bk_signature]"),
        new(App, "parameter bk_nonce"),
        new(App, "parameter bk_timestamp"),
        new(App, "verify app secret error"),
        new(App, "verify app fail"),
        new(App, "应用认证失败"),
        new(App, "应用不存在"),
        new(App, "app not found"),
        new(App, "the app not exists"),
        new(App, "the app indicated by jwt"),
        new(App, "app authentication failed"),
        new(User, "user authentication failed"),
        new(User, "user token"),
        new(User, "the specified user token"),
        new(User, "please provide a valid user identity"),
        new(User, "verify access_token failed"),
        new(User, "用户认证失败"),
        new(User, "access_token"),
        new(User, "the access_token"),
        new(User, "the user not exists"),
        new(User, "the user indicated by"),
        new(Argument, "request json string is wrong in format"),

        // Internal errors. ESB esb/channel/base.py, esb/views.py, common/errors.py (the default text of 1306000).
        new(Transient, "component error"),
        new(Transient, "component request third-party system"),
        new(Transient, "request bkauth api error"),
        new(Transient, "request is abnormal"),
        new(Transient, "system error"),
        new(Transient, "组件错误"),
        new(Transient, "系统错误"),

        // GW plugins/bk-cache/*.lua ("<function> failed, error: connection refused") and bk-components/*.lua; the bare text of an
        // unreachable bkauth comes from bk-cache/app-account.lua (list_app_secrets).
        new(Transient, "verify_app_secret failed"),
        new(Transient, "list_app_secrets failed"),
        new(Transient, "get_app_tenant_info failed"),
        new(Transient, "get_user_tenant_info failed"),
        new(Transient, "get_username_by_bk_token failed"),
        new(Transient, "get_access_token failed"),
        new(Transient, "get_oauth2_access_token failed"),
        new(Transient, "failed to request third-party api"),
        new(Transient, "connection refused"),
        new(Transient, "call bkauth api"),

        // GW plugins/bk-components/*.lua ("… host is not configured"), bk-auth-verify/legacy-verifier.lua.
        new(Permanent, "server error:"),
        new(Permanent, "the gateway configuration error"),
    ];

    /// <summary>Complete texts that are not the beginning of others.</summary>
    private static readonly Row[] WholeTexts =
    [
        // With a wrong secret bkauth responds successfully, and the ESB uses that text as its error (ESB esb/bkapp/helpers.py).
        new(App, "ok"),
        new(App, "app not found"),
        new(App, "the app not exists"),
        new(User, "the user not exists"),
    ];

    // Texts in no list above are classified by what they contain. Transient errors come first, because their texts often
    // quote the request.
    private static readonly Row[] Contained =
    [
        new(Transient, "try again later"),
        new(Transient, "connection refused"),
        new(Transient, "稍后"),
        new(Transient, "third-party api"),
        new(App, "app code"),
        new(App, "app secret"),
        new(App, "app_code"),
        new(App, "app_secret"),
        new(App, "app authentication"),
        new(App, "应用"),
        new(User, "user authentication"),
        new(User, "bk_token"),
        new(User, "bk_username"),
        new(User, "access_token"),
        new(User, "用户认证"),
        new(User, "登录"),
    ];

    /// <summary>The text of a form error names its parameter in brackets: <c>job instance id [job_instance_id] …</c> (ESB common/forms.py).</summary>
    private static readonly Regex ParameterName = new(@"\[[A-Za-z_]\w*\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>
    /// Classifies a text; null if it is not specific. A classification by a part of the text is inferred: the part can be a name that the
    /// text quotes.
    /// </summary>
    public static FaultClassification? Classify(string message)
    {
        string text = Reason(message);
        return Find(WholeTexts, row => text.Equals(row.Text, StringComparison.OrdinalIgnoreCase))
            ?? Find(Sentences, row => text.StartsWith(row.Text, StringComparison.OrdinalIgnoreCase))
            ?? (Infer(text) is { } inferred ? inferred with { IsInferred = true } : null);
    }

    private static FaultClassification? Infer(string text) =>
        Find(Beginnings, row => text.StartsWith(row.Text, StringComparison.OrdinalIgnoreCase))
        ?? (NamesParameter(text) ? Argument : (FaultClassification?)null)
        ?? Find(Contained, row => text.Contains(row.Text, StringComparison.OrdinalIgnoreCase))
        ?? (ParameterName.IsMatch(text) ? Argument : (FaultClassification?)null);

    /// <summary>Whether an error of the app states that no credentials were received, though they were sent.</summary>
    public static bool IndicatesMissingCredentials(string? message) =>
        message is not null
        && (message.Contains("cannot be empty", StringComparison.OrdinalIgnoreCase) || message.Contains("不能为空", StringComparison.Ordinal));

    /// <summary>The text that a gateway embeds, or the message itself.</summary>
    private static string Reason(string message)
    {
        const string Opening = "[reason=\"";
        int begin = message.IndexOf(Opening, StringComparison.OrdinalIgnoreCase);
        if (begin < 0)
        {
            return message.Trim();
        }

        string embedded = message[(begin + Opening.Length)..];
        int end = embedded.LastIndexOf('"');
        return (end < 0 ? embedded : embedded[..end]).Trim();
    }

    // A parameter of the request itself: errors of app and user do not mention it.
    private static bool NamesParameter(string text) =>
        text.Contains("[job_instance_id]", StringComparison.OrdinalIgnoreCase) || text.Contains("[bk_biz_id]", StringComparison.OrdinalIgnoreCase)
        || text.Contains("[bk_scope_", StringComparison.OrdinalIgnoreCase);

    private static FaultClassification? Find(Row[] rows, Func<Row, bool> matches)
    {
        foreach (Row row in rows)
        {
            if (matches(row))
            {
                return row.Classification;
            }
        }

        return null;
    }

    private readonly record struct Row(FaultClassification Classification, string Text);
}
