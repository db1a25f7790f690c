using BkJob.Simulator.Logs;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>Finds the job or the step of a call, and checks the permission to view it.</summary>
internal sealed class StepLookup(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
{
    /// <summary>Finds a job.</summary>
    /// <returns>The error; null if the job was found.</returns>
    public Rejection? Find(JobCall call, JobScope scope, long id, out JobView view)
    {
        view = null!;
        if (jobs.Find(id) is not { } job || JobScope.Of(job) != scope)
        {
            return call.Messages.NoSuchInstance;
        }

        view = JobView.At(job, clock.Now);
        return job.ViewDenied ? call.Messages.NoPermission(options.UserName, scope) : null;
    }

    /// <summary>Finds the logs of a step of v3 or v4 by the parameters of a call.</summary>
    /// <returns>The error; null if the step was found.</returns>
    public Rejection? Find(JobCall call, bool isPost, out StepLogs logs)
    {
        logs = null!;
        var job = 0L;
        var step = 0L;
        if ((ScopeParameters.Reject(call, isPost, out var scope)
            ?? RejectId(call, "job_instance_id", "jobInstanceId", call.Messages.JobInstanceIdWords, ref job)
            ?? RejectId(call, "step_instance_id", "stepInstanceId", call.Messages.StepInstanceIdWords, ref step)) is { } invalid)
        {
            return invalid;
        }

        if (Find(call, scope, job, out var view) is { } rejection)
        {
            return rejection;
        }

        var index = view.IndexOfStep(step);
        if (index < 0)
        {
            // v3 returns the code of an unknown job.
            return call.Api == ServerApis.GatewayV4 ? call.Messages.NoSuchStep : call.Messages.NoSuchInstance;
        }

        logs = new StepLogs(view, index);
        return null;
    }

    private static Rejection? RejectId(JobCall call, string name, string field, string words, ref long value)
    {
        var isNumber = call.Parameters.TryNumber(name, out var id);
        value = id.GetValueOrDefault();
        if (call.Api != ServerApis.GatewayV4)
        {
            return !isNumber ? call.Messages.BadRequest : value < 1 ? call.Messages.Invalid(words) : null;
        }

        return !isNumber ? call.Messages.WrongType(name)
            : id is null ? call.Messages.MissingParameter(name)
            : value < 1 ? call.Messages.InvalidFields([(field, words)])
            : null;
    }
}
