using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>Starts a plan in v3 (protocol-actions.md §4.2).</summary>
internal sealed class ExecuteJobPlan(JobCatalogue jobs, StartReader reader, JobStarter starter)
    : PlanStart(jobs, reader, starter, "job_plan_id", "global_var_list")
{
    public const string OperationName = "execute_job_plan";

    public override string Name => OperationName;

    public override ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;
}
