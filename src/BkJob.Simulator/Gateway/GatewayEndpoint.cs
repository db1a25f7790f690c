using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Gateway;

/// <summary>The API gateway bk-job, and Job behind it.</summary>
internal sealed class GatewayEndpoint(SimulatorOptions options, JobServer job) : IEndpoint
{
    private const string TenantHeader = "X-Bk-Tenant-Id";
    private const string UserHeader = "X-Bk-Username";

    private readonly GatewayCredentials _credentials = new(options);

    public Response Handle(ApiRequest request)
    {
        if (PathOf(request) is not { } path || job.Find(path.Api, path.Operation) is not { } operation
            || !Takes(operation, request.Method))
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
            : InvokeJob(request, path, operation, caller);
    }

    public Response Reject(ApiRequest request, Rejection rejection, int? status)
    {
        if (GatewayError.IsOne(rejection.Code))
        {
            return Rejected(request, GatewayError.Of(rejection.Code, rejection.Message), status);
        }

        var id = RequestId.New();
        return Rejected(rejection, PathOf(request)?.Api, id, status) with { Headers = GatewayHeaders.Of(request, id) };
    }

    private static Response Rejected(ApiRequest request, GatewayError error, int? status = null) =>
        error.ToResponse(status) with { Headers = GatewayHeaders.Of(request, error) };

    private static Response Rejected(Rejection rejection, ServerApis? api, string id, int? status = null) =>
        api == ServerApis.GatewayV4 && !JobEnvelope.IsAtTheDoor(rejection)
            ? V4Error.Rejected(rejection, id, status)
            : JobEnvelope.Rejected(rejection, id, status);

    private GatewayPath? PathOf(ApiRequest request) => GatewayPath.Find(request.Path, options.Stage);

    private static bool Takes(IOperation operation, string method) =>
        operation.IsPost ? HttpMethods.IsPost(method) : HttpMethods.IsGet(method);

    private Response InvokeJob(ApiRequest request, GatewayPath path, IOperation operation, GatewayCaller caller)
    {
        var id = RequestId.New();

        // Job has its own gateway, which requires tenant and user.
        var response = options.TenantId is not null && request.Header(TenantHeader) is null
            ? Response.Empty(StatusCodes.Status401Unauthorized)
            : UserOf(request, path, caller) is { } user
                ? InvokeOperation(request, path.Api, operation, id, user)
                : JobEnvelope.Rejected(JobEnvelope.MissingUser, id);
        return response with { Headers = GatewayHeaders.Of(request, id) };
    }

    // Under system/ the user can be in a separate header.
    private static string? UserOf(ApiRequest request, GatewayPath path, GatewayCaller caller) =>
        (path.NeedsUser ? null : request.Header(UserHeader)) ?? caller.User;

    private static Response InvokeOperation(ApiRequest request, ServerApis api, IOperation operation, string id, string user)
    {
        var messages = JobMessages.ThroughGateway(request);
        var reply = request.Parameters is { } parameters
            ? operation.Handle(new JobCall(api, parameters, messages, id) { User = user })
            : messages.BadRequest;
        return reply.Rejection is { } rejection ? Rejected(rejection, api, id) : reply.Response!;
    }
}

/// <summary>The target of a path of the API gateway.</summary>
/// <param name="Api">The API.</param>
/// <param name="NeedsUser">True if app and user must be authenticated; false under system/, where only the app is.</param>
/// <param name="Operation">The name of the operation, whether it exists or not.</param>
internal readonly record struct GatewayPath(ServerApis Api, bool NeedsUser, string Operation)
{
    private const string SystemPrefix = "system/";

    /// <summary>Finds the target; null if there is none: the name of the gateway, its stage and the rest must match exactly.</summary>
    public static GatewayPath? Find(string path, string stage)
    {
        var start = $"/api/bk-job/{stage}/api/";
        if (!path.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = path[start.Length..];
        return rest.StartsWith("v3/", StringComparison.Ordinal) ? Of(ServerApis.GatewayV3, rest["v3/".Length..])
            : rest.StartsWith("v4/", StringComparison.Ordinal) ? Of(ServerApis.GatewayV4, rest["v4/".Length..])
            : null;
    }

    private static GatewayPath Of(ServerApis api, string rest) => rest.StartsWith(SystemPrefix, StringComparison.Ordinal)
        ? new GatewayPath(api, false, rest[SystemPrefix.Length..])
        : new GatewayPath(api, true, rest);
}
