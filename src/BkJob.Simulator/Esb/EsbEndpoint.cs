using BkJob.Simulator.Answers;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Esb;

/// <summary>The ESB, and Job behind it.</summary>
internal sealed class EsbEndpoint(SimulatorOptions options, JobServer job) : IEndpoint
{
    private readonly EsbCredentials _credentials = new(options);

    public Answer Handle(ApiRequest request)
    {
        var api = EsbPath.Find(request.Path);
        if (!IsOffered(api) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method)))
        {
            return EsbEnvelope.UnknownPath();
        }

        if (request.Parameters is not { } parameters)
        {
            return Rejected(api, new Rejection(Rejection.Common, "Request JSON string is wrong in format, which cannot be analyzed."));
        }

        if (_credentials.Reject(request, parameters) is { } rejection)
        {
            return Rejected(api, rejection);
        }

        // An ESB does not pass on the tenant, which Job requires.
        return options.TenantId is null
            ? JobAnswer(api, parameters, JobMessages.ThroughEsb(request))
            : Rejected(api, EsbEnvelope.BackendStatus(EsbPath.SystemOf(api), StatusCodes.Status401Unauthorized));
    }

    public Answer Reject(ApiRequest request, Rejection rejection, int? status) => Rejected(EsbPath.Find(request.Path), rejection, status);

    private bool IsOffered(ServerApis api) => api != ServerApis.None && options.Apis.HasFlag(api);

    private Answer JobAnswer(ServerApis api, ApiParameters parameters, JobMessages messages)
    {
        // An ESB always sends a POST to Job, whatever the method of the request.
        var query = api == ServerApis.EsbV3
            ? V3Query.Read(parameters, byPost: true, messages)
            : V2Query.Read(parameters, options.Generation, messages);
        return job.Handle(query, api, messages) switch
        {
            { Rejection: { } rejection } => Rejected(api, rejection),
            { RawBody: { } body } => Answer.Text(StatusCodes.Status200OK, body),
            { View: var view } => Answer.Stream(api == ServerApis.EsbV3
                ? new V3Body(view!, query.WithHosts, RequestId.New(), RequestId.New()).WriteAsync
                : V2Body(view!)),
        };
    }

    private Func<Stream, CancellationToken, Task> V2Body(JobView view) => (view.Job.Generation ?? options.Generation) == Generation.Job2
        ? (output, ct) => V2Job2Body.WriteAsync(output, view, ct)
        : (output, ct) => V2Job3Body.WriteAsync(output, view, ct);

    private Answer Rejected(ServerApis api, Rejection rejection, int? status = null) =>
        EsbEnvelope.Rejected(rejection, api == ServerApis.EsbV3 ? Generation.Job3 : options.Generation, status);
}
