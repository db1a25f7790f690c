using System.Globalization;
using System.Text;
using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

/// <summary>A plan in v3: its times are in seconds, and null lists stay null.</summary>
internal static class PlanJson
{
    /// <summary>The value of every cipher.</summary>
    public const string Mask = "******";

    private const int HostType = 3;
    private const int CipherType = 4;

    public static void WriteRow(Utf8JsonWriter json, SimulatedPlan plan)
    {
        ScopeJson.Write(json, plan.BizId, JobScope.Of(plan));
        json.WriteNumber("id", plan.Id);
        json.WriteNumber("job_template_id", plan.TemplateId);
        json.WriteString("name", plan.Name);
        json.WriteString("creator", plan.Creator);
        json.WriteNumber("create_time", plan.CreateTime.ToUnixTimeSeconds());
        json.WriteString("last_modify_user", plan.LastModifyUser);
        json.WriteNumber("last_modify_time", plan.LastModifyTime.ToUnixTimeSeconds());
        if (plan.NeedUpdate is { } needUpdate)
        {
            json.WriteBoolean("need_update", needUpdate);
        }
    }

    public static void WriteSteps(Utf8JsonWriter json, SimulatedPlan plan) => WriteList(
        json, "step_list", [.. plan.Steps.Select((step, index) => (Step: step, Id: IdOf(plan, step, index)))], item =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", item.Id);
            json.WriteString("name", item.Step.Name);
            json.WriteNumber("type", item.Step.Type);
            WriteInfo(json, "script_info", StepKind.IsScript(item.Step.Type), () => WriteScript(json, item.Step));
            WriteInfo(json, "file_info", item.Step.Type == StepKind.File, () => WriteFile(json, item.Step));
            WriteInfo(json, "approval_info", item.Step.Type == StepKind.Confirmation, () => WriteApproval(json, plan, item.Step));
            json.WriteEndObject();
        });

    public static void WriteVariables(Utf8JsonWriter json, SimulatedPlan plan, bool withUsed) => WriteList(
        json, "global_var_list", plan.Variables, variable =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", variable.Id);
            json.WriteString("name", variable.Name);
            json.WriteString("value", ValueOf(variable));
            WriteTarget(json, variable);
            json.WriteString("description", variable.Description);
            json.WriteNumber("type", variable.Type);
            json.WriteNumber("required", variable.Required ? 1 : 0);
            if (withUsed)
            {
                json.WriteBoolean("used", variable.Used);
            }

            json.WriteEndObject();
        });

    /// <summary>The value that the server returns.</summary>
    public static string? ValueOf(SimulatedPlanVariable variable) => variable.Type switch
    {
        HostType => null,
        CipherType => Mask,
        _ => variable.Value,
    };

    /// <summary>The ID of a step.</summary>
    public static long IdOf(SimulatedPlan plan, SimulatedPlanStep step, int index) => step.Id ?? (plan.Id * 100) + index + 1;

    /// <summary>Writes an array, or null for an empty list.</summary>
    public static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WritePropertyName(name);
        if (items.Count == 0)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    /// <summary>A script or parameter as the server sends it.</summary>
    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void WriteInfo(Utf8JsonWriter json, string name, bool isPresent, Action write)
    {
        json.WritePropertyName(name);
        if (isPresent)
        {
            json.WriteStartObject();
            write();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteScript(Utf8JsonWriter json, SimulatedPlanStep step)
    {
        json.WriteNumber("script_type", 1);
        json.WriteNull("script_id");
        json.WriteNull("script_version_id");
        json.WriteString("script_content", Base64(step.Script));
        json.WriteNumber("script_language", step.Language);
        json.WriteString("script_param", Base64(step.Parameter));
        json.WriteNull("windows_interpreter");
        json.WriteNumber("script_timeout", 1000);
        WriteAccount(json);
        WriteServer(json, step.TargetVariable);
        json.WriteNumber("is_param_sensitive", 0);
        json.WriteNumber("is_ignore_error", 0);
    }

    private static void WriteFile(Utf8JsonWriter json, SimulatedPlanStep step)
    {
        json.WriteStartArray("file_source_list");
        json.WriteStartObject();
        json.WriteNumber("file_type", 1);
        json.WriteStartArray("file_list");
        json.WriteStringValue(step.SourcePath);
        json.WriteEndArray();
        WriteAccount(json);
        WriteServer(json, null);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("file_destination");
        json.WriteString("path", step.TargetPath);
        WriteAccount(json);
        WriteServer(json, step.TargetVariable);
        json.WriteEndObject();
        json.WriteNumber("timeout", 1000);
        json.WriteNumber("transfer_mode", 2);
    }

    private static void WriteApproval(Utf8JsonWriter json, SimulatedPlan plan, SimulatedPlanStep step)
    {
        json.WriteNumber("approval_type", 1);
        json.WriteStartObject("approval_user");
        json.WriteStartArray("user_list");
        json.WriteStringValue(plan.Creator);
        json.WriteEndArray();
        json.WriteStartArray("role_list");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("approval_message", step.Message);
        json.WriteStartArray("notify_channel");
        json.WriteStringValue("mail");
        json.WriteEndArray();
    }

    private static void WriteAccount(Utf8JsonWriter json)
    {
        json.WriteStartObject("account");
        json.WriteNumber("id", 5);
        json.WriteString("name", "root");
        json.WriteString("alias", "root");
        json.WriteEndObject();
    }

    private static void WriteServer(Utf8JsonWriter json, string? variable)
    {
        json.WriteStartObject("server");
        json.WriteNull("ip_list");
        json.WriteNull("dynamic_group_list");
        json.WriteNull("topo_node_list");
        json.WriteString("variable", variable);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, SimulatedPlanVariable variable)
    {
        if (variable.Type != HostType || variable.Hosts.Count + variable.DynamicGroups.Count + variable.TopologyNodes.Count == 0)
        {
            json.WriteNull("server");
            return;
        }

        json.WriteStartObject("server");
        WriteList(json, "ip_list", variable.Hosts, host => WriteHost(json, host));
        WriteList(json, "dynamic_group_list", variable.DynamicGroups, group =>
        {
            json.WriteStartObject();
            json.WriteString("id", group);
            json.WriteEndObject();
        });
        WriteList(json, "topo_node_list", variable.TopologyNodes, node =>
        {
            var (type, id) = (node.Split('/')[0], node.Split('/')[^1]);
            json.WriteStartObject();
            json.WriteNumber("id", long.Parse(id, CultureInfo.InvariantCulture));
            json.WriteString("node_type", type);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, SimulatedPlanHost host)
    {
        json.WriteStartObject();
        json.WriteNumber("bk_host_id", host.HostId);
        json.WriteNumber("bk_cloud_id", host.CloudId);
        json.WriteNull("bk_cloud_name");
        json.WriteString("ip", host.Ip);
        json.WriteNull("ipv6");
        json.WriteNull("bk_agent_id");
        json.WriteNull("alive");
        json.WriteEndObject();
    }
}
