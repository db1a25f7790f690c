using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>The question that get_job_instance_status asks, or why it is none.</summary>
/// <param name="Id">The job_instance_id.</param>
/// <param name="Scope">Where the job is looked for.</param>
/// <param name="WithHosts">Whether the hosts of its steps are asked for.</param>
/// <param name="Rejection">What is wrong with the parameters; null where nothing is.</param>
internal readonly record struct StatusQuery(long Id, JobScope Scope, bool WithHosts, Rejection? Rejection)
{
    public static StatusQuery Rejected(Rejection rejection) => new(0, default, false, rejection);
}
