using System.Net;
using BkJob.Transport;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Field;

/// <summary>field-faults.md §5: the texts that ESB, bkauth and gateway really send, with the code 1306000 or embedded in a 1640001.</summary>
public sealed class Section5_ErrorTextTests
{
    /// <summary>Text, kind, whether it passes, and whether it is the app that is unknown.</summary>
    public static TheoryData<string, BkJobErrorKind, bool, bool> Texts => new()
    {
        // The app.
        { "bkauth: not found:App(nosuch) not exists", AuthenticationFailed, false, true },
        { "BKAuth: Not Found:App(x) not exists", AuthenticationFailed, false, true },
        { "bkauth: bad request:bk_app_code is invalid", AuthenticationFailed, false, true },
        { "ok", AuthenticationFailed, false, true },
        { "app not found", AuthenticationFailed, false, true },
        { "App not found", AuthenticationFailed, false, true },
        { "verify app fail, please check if the authentication parameters are correct", AuthenticationFailed, false, true },
        { "verify app secret error, app_code: ops", AuthenticationFailed, false, true },
        { "bk_app_code or bk_app_secret is incorrect", AuthenticationFailed, false, true },
        { "please provide bk_app_secret or bk_signature to verify app", AuthenticationFailed, false, true },
        { "app code cannot be empty", AuthenticationFailed, false, true },
        { "app secret cannot be longer than 128 characters", AuthenticationFailed, false, true },
        { "APP Secret [bk_app_secret] cannot be empty", AuthenticationFailed, false, true },
        { "Invalid APP Code [bk_app_code=ops], please confirm if the APP Code has been registered", AuthenticationFailed, false, true },
        { "Invalid APP Code [bk_app_code=component error], please try again later", AuthenticationFailed, false, true },
        { "APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=ops] match", AuthenticationFailed, false, true },
        { "Signature [bk_signature] verification failed, please provide valid parameters and signature", AuthenticationFailed, false, true },
        { "Parameter bk_timestamp is illegal, because it has expired", AuthenticationFailed, false, true },
        { "应用认证失败，请检查 app_code", AuthenticationFailed, false, true },

        // The user.
        { "User authentication failed, please check if the bk_token is valid", AuthenticationFailed, false, false },
        { "Please provide a valid user identity, such as bk_username", AuthenticationFailed, false, false },
        { "The specified user TOKEN [bk_access_token] has expired, please apply for authorization again", AuthenticationFailed, false, false },
        { "verify access_token failed, please check if the access_token is valid", AuthenticationFailed, false, false },
        { "the access_token is the application type and cannot indicate the user", AuthenticationFailed, false, false },
        { "the access_token of the user(admin) has expired, please re-authorize", AuthenticationFailed, false, false },
        { "access_token is invalid, ssm error message: u, request_id: r, status: 500, result.code!=0, response: try again later", AuthenticationFailed, false, false },
        { "bk_token is not valid", AuthenticationFailed, false, false },
        { "参数 bk_token 非法", AuthenticationFailed, false, false },
        { "用户认证失败，请提供有效的用户身份", AuthenticationFailed, false, false },

        // The server's own trouble, which passes.
        { "bkauth: system error[request_id=4d3f]: dial tcp: i/o timeout", ServerError, true, false },
        { "BKAUTH: SYSTEM ERROR[REQUEST_ID=4D3F]: x", ServerError, true, false },
        { "bkauth: something new [app_code]", ServerError, true, false },
        { "verify_app_secret failed, error: connection refused", ServerError, true, false },
        { "get_username_by_bk_token failed, error: connection refused", ServerError, true, false },
        { "get_access_token failed, error: connection refused", ServerError, true, false },
        { "connection refused", ServerError, true, false },
        { "failed to request third-party api, url: http://bkauth/api/v1/apps/ops/access-keys/verify, request_id: r, err: timeout", ServerError, true, false },
        { "failed to request third-party api, url: http://bkauth/[app_code], request_id: r, status!=200, status: 502, response: bk_token", ServerError, true, false },
        { "request bkauth api error, please try again later or contact component developer to handle", ServerError, true, false },
        { "Component error, please contact the component developer to handle it.", ServerError, true, false },
        { "System error", ServerError, true, false },
        { "组件错误，请稍后重试", ServerError, true, false },
        { "系统错误[request_id=1]", ServerError, true, false },

        // The server's own trouble, which does not.
        { "bkauth: unauthorized:app code and app secret required", ServerError, false, false },
        { "server error: bkauth host is not configured.", ServerError, false, false },

        // The request. The name in brackets counts last.
        { "job instance id [job_instance_id] Enter a whole number.", InvalidArgument, false, false },
        { "业务ID [bk_biz_id] 该字段是必填项。", InvalidArgument, false, false },
        { "anything [some_parameter] is required", InvalidArgument, false, false },
        { "Request JSON string is wrong in format, which cannot be analyzed.", InvalidArgument, false, false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_of_the_ESB_is_classified(string text, BkJobErrorKind kind, bool isTransient, bool isAppUnknown) => Assert.Equal(
        new FaultClassification(kind, isTransient, isAppUnknown), ResponseClassifier.Classify(HttpStatusCode.OK, "1306000", text) with { IsInferred = false });

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_in_a_gateways_reason_is_classified_alike(string text, BkJobErrorKind kind, bool isTransient, bool isAppUnknown) => Assert.Equal(
        new FaultClassification(kind, isTransient, isAppUnknown),
        ResponseClassifier.Classify(HttpStatusCode.BadRequest, "1640001", $"Parameters error [reason=\"{text}\"]") with { IsInferred = false });

    [Theory]
    [InlineData("1306000", ServerError)]
    [InlineData("1640001", AuthenticationFailed)]
    public void Unknown_text_is_permanent(string code, BkJobErrorKind kind) => Assert.Equal(
        new FaultClassification(kind), ResponseClassifier.Classify(HttpStatusCode.OK, code, "Something nobody has seen"));
}
