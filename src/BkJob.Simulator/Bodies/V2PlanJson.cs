using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

/// <summary>A plan in v2, which names it a job; its times are texts.</summary>
internal static class V2PlanJson
{
    public static void WriteRow(Utf8JsonWriter json, SimulatedPlan plan, Generation generation)
    {
        var offset = "";
        if (generation == Generation.Job2)
        {
            json.WriteNumber("bk_biz_id", plan.BizId);
            offset = " +0800";
        }
        else
        {
            ScopeJson.Write(json, plan.BizId, JobScope.Of(plan));
        }

        json.WriteNumber("bk_job_id", plan.Id);
        json.WriteString("name", plan.Name);
        json.WriteString("creator", plan.Creator);
        json.WriteTime("create_time", plan.CreateTime, offset);
        json.WriteString("last_modify_user", plan.LastModifyUser);
        json.WriteTime("last_modify_time", plan.LastModifyTime, offset);
    }

    public static void WriteSteps(Utf8JsonWriter json, SimulatedPlan plan) => PlanJson.WriteList(
        json, "steps", [.. plan.Steps.Select((step, index) => (Step: step, Index: index))], item =>
        {
            var step = item.Step;
            var isScript = StepKind.IsScript(step.Type);
            json.WriteStartObject();
            json.WriteNumber("step_id", PlanJson.IdOf(plan, step, item.Index));
            json.WriteString("name", step.Name);
            json.WriteNumber("type", step.Type);
            json.WriteNumber("order", item.Index + 1);
            json.WriteString("account", step.Type == StepKind.Confirmation ? null : "root");
            json.WriteNumber("script_type", isScript ? step.Language : null);
            json.WriteString("script_content", isScript ? PlanJson.Base64(step.Script) : null);
            json.WriteString("script_param", isScript ? PlanJson.Base64(step.Parameter) : null);
            json.WriteString("file_target_path", step.Type == StepKind.File ? step.TargetPath : null);
            json.WriteString("confirm_message", step.Type == StepKind.Confirmation ? step.Message : null);
            json.WriteNull("ip_list");
            json.WriteNull("custom_query_id");
            json.WriteEndObject();
        });

    public static void WriteVariables(Utf8JsonWriter json, SimulatedPlan plan) => PlanJson.WriteList(
        json, "global_vars", plan.Variables, variable =>
        {
            json.WriteStartObject();
            json.WriteNumber("category", variable.Type);
            json.WriteNumber("id", variable.Id);
            json.WriteString("name", variable.Name);
            json.WriteString("value", PlanJson.ValueOf(variable));
            json.WriteString("description", variable.Description);
            PlanJson.WriteList(json, "ip_list", variable.Hosts, host =>
            {
                json.WriteStartObject();
                json.WriteNumber("bk_cloud_id", host.CloudId);
                json.WriteString("ip", host.Ip);
                json.WriteEndObject();
            });
            PlanJson.WriteList(json, "custom_query_id", variable.DynamicGroups, json.WriteStringValue);
            json.WriteEndObject();
        });
}
