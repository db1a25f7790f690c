using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>All logs of a job, over v2 only (protocol-actions.md §1.2).</summary>
internal sealed class GetJobInstanceLog(StepLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "get_job_instance_log";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV2;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        var id = 0L;
        if ((ScopeParameters.Reject(call, IsPost, out var scope)
            ?? ScopeParameters.RejectId(call.Parameters["job_instance_id"], "job_instance_id", call.Messages, ref id)) is { } invalid)
        {
            return invalid;
        }

        if (lookup.Find(call, scope, id, out var view) is { } rejection)
        {
            return rejection;
        }

        // v2 has no containers: the server fails for a job that lists one.
        if (view.ListsContainers)
        {
            return call.Messages.InternalError;
        }

        // Job 2.x escapes a text on request only.
        var generation = view.Job.Generation ?? options.Generation;
        call.Parameters.TryFlag("use_html_encode", out var isEscaped);
        var body = new V2LogBody(view, generation, isEscaped || generation == Generation.Job3);
        return SuccessBody.Create(call, body.WriteAsync, generation);
    }
}
