using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Operations;

/// <summary>The status of a job, its steps and their hosts (protocol.md §1.3, §1.4, §2.2).</summary>
internal sealed class GetJobInstanceStatus(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock) : IOperation
{
    public const string OperationName = "get_job_instance_status";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.All;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        var query = Read(call);
        if (query.Rejection is { } rejection)
        {
            return rejection;
        }

        var job = jobs.Find(query.Id);
        if (job is null || JobScope.Of(job) != query.Scope)
        {
            return call.Messages.NoSuchInstance;
        }

        if (job.ViewDenied)
        {
            return call.Messages.NoPermission(options.UserName, query.Scope);
        }

        if (job.RawBody is { } body)
        {
            return Response.Text(StatusCodes.Status200OK, body);
        }

        var isV4 = call.Api == ServerApis.GatewayV4;
        if (job.Steps.Count == 0)
        {
            return isV4 ? call.Messages.NoSuchInstance : call.Messages.NoSuchStep;
        }

        // v2 and v3 look up the host of each item, and fail for a container.
        var view = JobView.At(job, clock.Now);
        return query.WithHosts && !isV4 && view.ListsContainers
            ? call.Messages.InternalError
            : Response.Stream(Body(call, view, query.WithHosts));
    }

    // An ESB always sends a POST to Job, whatever the method of the request.
    private StatusQuery Read(JobCall call) => call.Api switch
    {
        ServerApis.EsbV2 => V2Query.Read(call.Parameters, options.Generation, call.Messages),
        ServerApis.EsbV3 => V3Query.Read(call.Parameters, byPost: true, call.Messages),
        ServerApis.GatewayV3 => V3Query.Read(call.Parameters, byPost: false, call.Messages),
        _ => V4Query.Read(call.Parameters, call.Messages),
    };

    private Func<Stream, CancellationToken, Task> Body(JobCall call, JobView view, bool withHosts) => call.Api switch
    {
        ServerApis.EsbV2 when (view.Job.Generation ?? options.Generation) == Generation.Job2 =>
            (output, ct) => V2Job2Body.WriteAsync(output, view, ct),
        ServerApis.EsbV2 => (output, ct) => V2Job3Body.WriteAsync(output, view, ct),
        ServerApis.GatewayV4 => new V4Body(view, withHosts, call.JobRequestId).WriteAsync,
        _ => new V3Body(view, withHosts, call.JobRequestId, call.EsbRequestId).WriteAsync,
    };
}
