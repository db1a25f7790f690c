using BkJob.Simulator.Answers;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Gateway;

/// <summary>The API gateway bk-job, and Job behind it.</summary>
internal sealed class GatewayEndpoint(SimulatorOptions options, JobServer job) : IEndpoint
{
    private const string TenantHeader = "X-Bk-Tenant-Id";
    private const string UserHeader = "X-Bk-Username";

    private readonly GatewayCredentials _credentials = new(options);

    public Answer Handle(ApiRequest request)
    {
        if (PathOf(request) is not { } path || !options.Apis.HasFlag(path.Api) || !HttpMethods.IsGet(request.Method))
        {
            return Rejected(request, GatewayError.ApiNotFound(request.Method, request.Path));
        }

        var caller = _credentials.Read(request);
        if ((caller.AppFault ?? (path.NeedsUser ? caller.UserFault : null)) is { } reason)
        {
            return Rejected(request, GatewayError.BadCredentials(reason));
        }

        var tenant = request.Header(TenantHeader);
        return options.TenantId is { } own && tenant is not null && tenant != own
            ? Rejected(request, GatewayError.CrossTenant(tenant, options.AppCode, own))
            : JobAnswer(request, path, caller);
    }

    public Answer Reject(ApiRequest request, Rejection rejection, int? status)
    {
        if (GatewayError.IsOne(rejection.Code))
        {
            return Rejected(request, GatewayError.Of(rejection.Code, rejection.Message), status);
        }

        var id = RequestId.New();
        return Rejected(rejection, PathOf(request)?.Api, id, status) with { Headers = GatewayHeaders.Of(request, id) };
    }

    private static Answer Rejected(ApiRequest request, GatewayError error, int? status = null) =>
        error.ToAnswer(status) with { Headers = GatewayHeaders.Of(request, error) };

    private static Answer Rejected(Rejection rejection, ServerApis? api, string id, int? status = null) =>
        api == ServerApis.GatewayV4 && !JobEnvelope.IsAtTheDoor(rejection)
            ? V4Error.Rejected(rejection, id, status)
            : JobEnvelope.Rejected(rejection, id, status);

    private GatewayPath? PathOf(ApiRequest request) => GatewayPath.Find(request.Path, options.Stage);

    private Answer JobAnswer(ApiRequest request, GatewayPath path, GatewayCaller caller)
    {
        var id = RequestId.New();
        var answer = Authenticate(request, path, caller, id) ?? StatusAnswer(request, path.Api, id);
        return answer with { Headers = GatewayHeaders.Of(request, id) };
    }

    // Job has its own gateway, which requires tenant and user. Under system/ the user can be in a separate header.
    private Answer? Authenticate(ApiRequest request, GatewayPath path, GatewayCaller caller, string id)
    {
        if (options.TenantId is not null && request.Header(TenantHeader) is null)
        {
            return Answer.Empty(StatusCodes.Status401Unauthorized);
        }

        var user = (path.NeedsUser ? null : request.Header(UserHeader)) ?? caller.User;
        return user is null ? JobEnvelope.Rejected(JobEnvelope.MissingUser, id) : null;
    }

    private Answer StatusAnswer(ApiRequest request, ServerApis api, string id)
    {
        var messages = JobMessages.ThroughGateway(request);
        var parameters = request.Parameters ?? ApiParameters.None;
        var isV4 = api == ServerApis.GatewayV4;
        var query = isV4 ? V4Query.Read(parameters, messages) : V3Query.Read(parameters, byPost: false, messages);
        return job.Handle(query, api, messages) switch
        {
            { Rejection: { } rejection } => Rejected(rejection, api, id),
            { RawBody: { } body } => Answer.Text(StatusCodes.Status200OK, body),
            { View: var view } => Answer.Stream(isV4
                ? new V4Body(view!, query.WithHosts, id).WriteAsync
                : new V3Body(view!, query.WithHosts, id, esbRequestId: null).WriteAsync),
        };
    }
}
