using BkJob.Simulator.Bodies;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Engine;

/// <summary>Accepts commands and queues their events.</summary>
internal sealed class JobEngine(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
{
    /// <summary>Accepts or rejects a command.</summary>
    /// <param name="call">The call.</param>
    /// <param name="job">The job.</param>
    /// <param name="operation">The command, without its times.</param>
    /// <param name="command">What it does.</param>
    public JobReply Accept(JobCall call, SimulatedJob job, AcceptedOperation operation, JobCommand command)
    {
        var now = clock.Now;
        var delay = job.EngineDelay is { } seconds ? Seconds.ToTime(seconds) : options.EngineDelay;
        var accepted = operation with { User = call.User, AcceptedAt = now, DueAt = now + delay };
        return jobs.Accept(accepted, command, call.Messages) is { } rejection ? rejection : Succeed(call, accepted);
    }

    private static Response Succeed(JobCall call, AcceptedOperation accepted) => SuccessBody.Create(call, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("job_instance_id", accepted.JobInstanceId);
        json.WriteNull("job_instance_name");
        if (accepted.StepInstanceId is { } step)
        {
            json.WriteNumber("step_instance_id", step);
        }
        else if (call.Api != ServerApis.EsbV2)
        {
            json.WriteNull("step_instance_id");
        }

        json.WriteEndObject();
    });
}
