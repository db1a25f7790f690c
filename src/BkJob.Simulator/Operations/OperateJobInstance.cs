using BkJob.Simulator.Engine;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>
/// Terminates a job, or starts one that was created and not started (protocol.md §1.7, protocol-actions.md §3).
/// </summary>
internal sealed class OperateJobInstance(JobCatalogue jobs, SimulatorOptions options, JobEngine engine) : IOperation
{
    public const string OperationName = "operate_job_instance";

    private const int Terminate = 1;
    private const int Start = 2;

    public string Name => OperationName;

    // v4 has no such call, and the ESB in front of Job 2.x has no component for it.
    public ServerApis Apis => options.Generation == Generation.Job2 || !options.EsbV2Commands
        ? ServerApis.EsbV3 | ServerApis.GatewayV3
        : ServerApis.EsbV2 | ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => true;

    public JobReply Handle(JobCall call)
    {
        if (ScopeParameters.Reject(call, IsPost, out var scope) is { } rejection)
        {
            return rejection;
        }

        if (!call.TryPositive("job_instance_id", out var id) || !call.TryPositive("operation_code", out var code))
        {
            return call.Messages.BadRequest;
        }

        // The message does not name the invalid parameter.
        if (id == 0 || CommandOf(code) is not { } command)
        {
            return call.Messages.InvalidParameters;
        }

        return jobs.Find(id) is { } job && JobScope.Of(job) == scope
            ? engine.Accept(call, job, new AcceptedOperation(Name, id, null, (int)code), command)
            : call.Messages.NoSuchInstance;
    }

    // Before Job 3.10, no job could be created without being started.
    private JobCommand? CommandOf(long code) => code switch
    {
        Terminate => new TerminateJob(),
        Start when options.Profile != ServerProfile.Job39 => new StartJob(),
        _ => null,
    };
}
