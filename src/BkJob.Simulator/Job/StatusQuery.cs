using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>The parameters of get_job_instance_status, or why they are not valid.</summary>
/// <param name="Id">The job_instance_id.</param>
/// <param name="Scope">The scope to search.</param>
/// <param name="WithHosts">Whether the hosts of its steps are requested.</param>
/// <param name="Rejection">The error of the parameters; null if they are valid.</param>
internal readonly record struct StatusQuery(long Id, JobScope Scope, bool WithHosts, Rejection? Rejection)
{
    public static StatusQuery Rejected(Rejection rejection) => new(0, default, false, rejection);
}
