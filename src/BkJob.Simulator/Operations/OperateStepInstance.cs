using BkJob.Simulator.Engine;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>
/// Retries, ignores, confirms, skips or continues a step (protocol.md §1.7, protocol-actions.md §3). Anyone may do so in the scope of the
/// job; only a confirmation has approvers.
/// </summary>
internal sealed class OperateStepInstance(JobCatalogue jobs, SimulatorOptions options, JobEngine engine, SimulatorClock clock) : IOperation
{
    public const string OperationName = "operate_step_instance";

    public string Name => OperationName;

    // v4 has no such call.
    public ServerApis Apis => options.EsbV2Commands
        ? ServerApis.EsbV2 | ServerApis.EsbV3 | ServerApis.GatewayV3
        : ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => true;

    public JobReply Handle(JobCall call)
    {
        if (ScopeParameters.Reject(call, IsPost, out var scope) is { } rejection)
        {
            return rejection;
        }

        if (!call.TryPositive("job_instance_id", out var id) || !call.TryPositive("step_instance_id", out var step)
            || !call.TryPositive("operation_code", out var code))
        {
            return call.Messages.BadRequest;
        }

        // The message does not name the invalid parameter.
        if (id == 0 || step == 0 || !StepCommand.IsKnown(code))
        {
            return call.Messages.InvalidParameters;
        }

        if (jobs.Find(id) is not { } job || JobScope.Of(job) != scope)
        {
            return call.Messages.NoSuchInstance;
        }

        var index = JobView.At(job, clock.Now).IndexOfStep(step);
        return index < 0
            ? call.Messages.NoSuchStep
            : engine.Accept(
                call,
                job,
                new AcceptedOperation(Name, id, step, (int)code),
                StepCommand.Create(code, index, new Caller(call.User, options.UserRoles)));
    }
}
