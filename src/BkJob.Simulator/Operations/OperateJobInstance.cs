using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Operations;

/// <summary>
/// Terminates a job, or starts one that was created and not started (protocol.md §1.7, protocol-actions.md §3). Job checks the state and
/// queues an event; its engine checks the state again when it consumes the event, and drops the event if the state has changed.
/// </summary>
internal sealed class OperateJobInstance(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock) : IOperation
{
    public const string OperationName = "operate_job_instance";

    private const int Terminate = 1;
    private const int Start = 2;

    public string Name => OperationName;

    // v4 has no such call, and the ESB in front of Job 2.x has no component for it.
    public ServerApis Apis => options.Generation == Generation.Job2
        ? ServerApis.EsbV3 | ServerApis.GatewayV3
        : ServerApis.EsbV2 | ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => true;

    public JobReply Handle(JobCall call)
    {
        if ((ScopeParameters.Reject(call, IsPost, out var scope) ?? RejectParameters(call)) is { } rejection)
        {
            return rejection;
        }

        var (id, code) = (NumberOf(call, "job_instance_id")!.Value, (int)NumberOf(call, "operation_code")!.Value);
        if (jobs.Find(id) is not { } job || JobScope.Of(job) != scope)
        {
            return call.Messages.NoSuchInstance;
        }

        var now = clock.Now;
        if (!IsAllowed(job, code, now))
        {
            return code == Start ? call.Messages.RepeatedStart(id) : call.Messages.UnsupportedOperation;
        }

        var delay = job.EngineDelay is { } seconds ? Seconds.ToTime(seconds) : options.EngineDelay;
        jobs.Enqueue(
            new AcceptedOperation(Name, id, code, now, now + delay, OperationState.Queued), (queued, at) => Execute(queued, code, at));
        return Accepted(call, id);
    }

    // The message does not name the invalid parameter.
    private static Rejection? RejectParameters(JobCall call) =>
        !call.Parameters.TryNumber("job_instance_id", out var id) || !call.Parameters.TryNumber("operation_code", out var code)
            ? call.Messages.BadRequest
        : id is null or < 1 || code is not (Terminate or Start) ? call.Messages.InvalidParameters
        : null;

    private static long? NumberOf(JobCall call, string name) => call.Parameters.TryNumber(name, out var value) ? value : null;

    private static bool IsAllowed(SimulatedJob job, int code, DateTimeOffset at)
    {
        var status = JobView.At(job, at).Snapshot.Status;
        return code == Terminate ? status is StatusCode.Running or StatusCode.WaitingForUser : status == StatusCode.NotStarted;
    }

    private static SimulatedJob? Execute(SimulatedJob job, int code, DateTimeOffset at) =>
        !IsAllowed(job, code, at) ? null
        : code == Start ? job with { StartedAt = at, CreatedAt = JobView.At(job, at).CreateTime, FixedStatus = null }
        : job.FixedStatus is null ? job with { TerminatedAfter = (at - job.StartedAt!.Value).TotalSeconds }
        : null;

    private static Response Accepted(JobCall call, long id) => SuccessBody.Create(call, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("job_instance_id", id);
        json.WriteNull("job_instance_name");
        if (call.Api != ServerApis.EsbV2)
        {
            json.WriteNull("step_instance_id");
        }

        json.WriteEndObject();
    });
}
