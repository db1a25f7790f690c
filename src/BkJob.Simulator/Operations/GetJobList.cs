using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Operations;

/// <summary>The plans of a scope, which v2 names jobs (protocol-actions.md §2.3).</summary>
internal sealed class GetJobList(PlanLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "get_job_list";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV2;

    public bool IsPost => false;

    public JobReply Handle(JobCall call) => lookup.FindAll(call, IsPost, out var plans, out var page) is { } rejection
        ? rejection
        : SuccessBody.Create(
            call,
            json => page.Write(json, plans, isNullIfEmpty: false, plan =>
            {
                json.WriteStartObject();
                V2PlanJson.WriteRow(json, plan, options.Generation);
                json.WriteEndObject();
            }),
            options.Generation);
}
