using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Esb;

/// <summary>The ESB, and Job behind it.</summary>
internal sealed class EsbEndpoint(SimulatorOptions options, JobServer job) : IEndpoint
{
    private readonly EsbCredentials _credentials = new(options);

    public Response Handle(ApiRequest request)
    {
        if (EsbPath.Find(request.Path) is not { } path || job.Find(path.Api, path.Operation) is not { } operation
            || !Takes(operation, request.Method))
        {
            return EsbEnvelope.UnknownPath();
        }

        if (request.Parameters is not { } parameters)
        {
            return Rejected(path.Api, new Rejection(Rejection.Common, "Request JSON string is wrong in format, which cannot be analyzed."));
        }

        if (_credentials.Reject(request, parameters) is { } rejection)
        {
            return Rejected(path.Api, rejection);
        }

        // An ESB does not pass on the tenant, which Job requires.
        return options.TenantId is null
            ? InvokeJob(operation, CallOf(request, path.Api, parameters))
            : Rejected(path.Api, EsbEnvelope.BackendStatus(path, StatusCodes.Status401Unauthorized));
    }

    public Response Reject(ApiRequest request, Rejection rejection, int? status) =>
        Rejected(EsbPath.Find(request.Path)?.Api, rejection, status);

    private static bool Takes(IOperation operation, string method) =>
        HttpMethods.IsPost(method) || (HttpMethods.IsGet(method) && !operation.IsPost);

    // The credentials of any kind are those of one user.
    private JobCall CallOf(ApiRequest request, ServerApis api, ApiParameters parameters) =>
        new(api, parameters, JobMessages.ThroughEsb(request), RequestId.New(), RequestId.New()) { User = options.UserName };

    private Response InvokeJob(IOperation operation, JobCall call)
    {
        var reply = operation.Handle(call);
        return reply.Rejection is { } rejection ? Rejected(call.Api, rejection) : reply.Response!;
    }

    private Response Rejected(ServerApis? api, Rejection rejection, int? status = null) =>
        EsbEnvelope.Rejected(rejection, api == ServerApis.EsbV3 ? Generation.Job3 : options.Generation, status);
}

/// <summary>The target of a path of the ESB.</summary>
/// <param name="Api">The API.</param>
/// <param name="Operation">The name of the operation, whether it exists or not.</param>
internal readonly record struct EsbPath(ServerApis Api, string Operation)
{
    private const string V2 = "/api/c/compapi/v2/job/";
    private const string V3 = "/api/c/compapi/v2/jobv3/";

    /// <summary>The name of the system behind an API in errors of an ESB.</summary>
    public string SystemName => Api == ServerApis.EsbV3 ? "JOBV3" : "JOB";

    /// <summary>Finds the target; null for a path that does not belong to Job. A trailing slash is optional.</summary>
    public static EsbPath? Find(string path) =>
        path.StartsWith(V2, StringComparison.Ordinal) ? new EsbPath(ServerApis.EsbV2, path[V2.Length..].TrimEnd('/'))
        : path.StartsWith(V3, StringComparison.Ordinal) ? new EsbPath(ServerApis.EsbV3, path[V3.Length..].TrimEnd('/'))
        : null;
}
