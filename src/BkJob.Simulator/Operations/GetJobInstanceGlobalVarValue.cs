using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Operations;

/// <summary>The values of the variables of a job, step by step (protocol-actions.md §5).</summary>
internal sealed class GetJobInstanceGlobalVarValue(StepLookup lookup, SimulatorOptions options) : IOperation
{
    public const string OperationName = "get_job_instance_global_var_value";

    private const int String = 1;
    private const int Cipher = 4;

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV2 | ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        var id = 0L;
        if ((ScopeParameters.Reject(call, IsPost, out var scope)
            ?? ScopeParameters.RejectId(call.Parameters["job_instance_id"], "job_instance_id", call.Messages, ref id)) is { } invalid)
        {
            return invalid;
        }

        if (lookup.Find(call, scope, id, out var view) is { } rejection)
        {
            return rejection;
        }

        var isV2 = call.Api == ServerApis.EsbV2;
        var generation = isV2 ? view.Job.Generation ?? options.Generation : Generation.Job3;
        return SuccessBody.Create(call, json => Write(json, view, isV2, generation), generation);
    }

    private static void Write(Utf8JsonWriter json, JobView view, bool isV2, Generation generation)
    {
        json.WriteStartObject();
        json.WriteNumber("job_instance_id", view.Job.Id);
        json.WritePropertyName(isV2 ? "job_instance_var_values" : "step_instance_var_list");

        // For a job without variables the list is null in v2 and empty in v3.
        if (isV2 && view.Job.Variables.Count == 0)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartArray();
            for (var index = 0; index < view.Job.Steps.Count; index++)
            {
                if (view.Job.Variables.Count > 0 && StepKind.IsScript(view.Job.Steps[index].Type))
                {
                    WriteStep(json, view, index, isV2, generation);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, JobView view, int index, bool isV2, Generation generation)
    {
        // Job 3.x returns strings only.
        var variables = view.Job.Variables.Where(variable => generation == Generation.Job2 || variable.Type == String).ToList();
        json.WriteStartObject();
        json.WriteNumber("step_instance_id", view.StepInstanceId(index));
        json.WritePropertyName(isV2 ? "step_instance_var_values" : "global_var_list");
        if (variables.Count == 0)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartArray();
            variables.ForEach(variable => WriteVariable(json, variable, ValueAt(view, variable, index), isV2 ? "category" : "type"));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteVariable(Utf8JsonWriter json, SimulatedVariable variable, string? value, string typeName)
    {
        json.WriteStartObject();
        json.WriteString("name", variable.Name);
        json.WriteString("value", variable.Type == Cipher ? PlanJson.Mask : value);
        json.WriteNumber(typeName, variable.Type);
        json.WriteEndObject();
    }

    // A step that has not run has the values known so far.
    private static string? ValueAt(JobView view, SimulatedVariable variable, int index) =>
        variable.ChangedByStep is { } step && step <= index && step < view.Snapshot.Steps.Count
            && StatusCode.IsEnd(view.Snapshot.Steps[step].Status)
            ? variable.ChangedValue
            : variable.Value;
}
