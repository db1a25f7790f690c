using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>The plans of a scope (protocol-actions.md §2.3).</summary>
internal sealed class GetJobPlanList(PlanLookup lookup) : IOperation
{
    public const string OperationName = "get_job_plan_list";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call) => lookup.FindAll(call, IsPost, out var plans, out var page) is { } rejection
        ? rejection
        : SuccessBody.Create(call, json => page.Write(json, plans, isNullIfEmpty: false, plan =>
        {
            json.WriteStartObject();
            PlanJson.WriteRow(json, plan);
            json.WriteEndObject();
        }));
}
