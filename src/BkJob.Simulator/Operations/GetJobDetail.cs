using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>A plan with its steps and variables, which v2 names a job (protocol-actions.md §2.3).</summary>
internal sealed class GetJobDetail(PlanLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "get_job_detail";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV2;

    public bool IsPost => false;

    public JobReply Handle(JobCall call) => lookup.Find(call, IsPost, "bk_job_id", out var plan) is { } rejection
        ? rejection
        : SuccessBody.Create(
            call,
            json =>
            {
                json.WriteStartObject();
                V2PlanJson.WriteRow(json, plan, options.Generation);
                if (options.Generation == Generation.Job3)
                {
                    json.WriteNumber("template_id", plan.TemplateId);
                }

                V2PlanJson.WriteSteps(json, plan);
                V2PlanJson.WriteVariables(json, plan);
                json.WriteEndObject();
            },
            options.Generation);
}
