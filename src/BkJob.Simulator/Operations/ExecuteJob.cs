using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>Starts a plan in v2, which names it a job (protocol-actions.md §4.6).</summary>
internal sealed class ExecuteJob(JobCatalogue jobs, StartReader reader, JobStarter starter)
    : PlanStart(jobs, reader, starter, "bk_job_id", "global_vars")
{
    public const string OperationName = "execute_job";

    public override string Name => OperationName;

    public override ServerApis Apis => ServerApis.EsbV2;
}
