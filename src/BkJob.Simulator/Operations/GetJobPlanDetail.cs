using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>A plan with its steps and variables (protocol-actions.md §2.3).</summary>
internal sealed class GetJobPlanDetail(PlanLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "get_job_plan_detail";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call) => lookup.Find(call, IsPost, "job_plan_id", out var plan) is { } rejection
        ? rejection
        : SuccessBody.Create(call, json =>
        {
            json.WriteStartObject();
            PlanJson.WriteRow(json, plan);
            PlanJson.WriteSteps(json, plan);

            // Servers before 3.11 do not return whether a variable is used.
            PlanJson.WriteVariables(json, plan, withUsed: options.Profile != ServerProfile.Job39);
            json.WriteEndObject();
        });
}
