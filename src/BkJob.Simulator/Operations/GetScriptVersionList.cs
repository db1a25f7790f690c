using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>The versions of a saved script in v3 (protocol-actions.md §2.4).</summary>
internal sealed class GetScriptVersionList(JobCatalogue jobs) : IOperation
{
    public const string OperationName = "get_script_version_list";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        if (ResourceQuery.Read(call, [], out var query) is { } rejection)
        {
            return rejection;
        }

        if (call.Parameters["script_id"] is not { } id)
        {
            return call.Messages.IllegalParameter("script_id");
        }

        if (!call.Parameters.TryFlag("return_script_content", out var withContent))
        {
            return call.Messages.BadRequest;
        }

        var script = jobs.Scripts.All.FirstOrDefault(one => one.Id == id && StartChecks.IsIn(one.BizId, query.Scope));
        return SuccessBody.Create(call, json => query.Page.Write(
            json, script?.Versions ?? [], isNullIfEmpty: false, version => Write(json, query.Scope, script!, version, withContent)));
    }

    private static void Write(
        Utf8JsonWriter json, JobScope scope, SimulatedScript script, SimulatedScriptVersion version, bool withContent)
    {
        json.WriteStartObject();
        ResourceJson.WriteScope(json, scope);
        json.WriteNumber("id", version.Id);
        json.WriteString("script_id", script.Id);
        json.WriteString("version", version.Version);
        json.WriteString("content", withContent ? PlanJson.Base64(version.Content) : null);
        json.WriteNumber("status", version.Status);
        ResourceJson.WriteAuthor(json);
        json.WriteEndObject();
    }
}
