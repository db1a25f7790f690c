using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>The saved scripts of a scope in v3 (protocol-actions.md §2.4).</summary>
internal sealed class GetScriptList(JobCatalogue jobs) : IOperation
{
    public const string OperationName = "get_script_list";

    private const int Online = 1;

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        if (ResourceQuery.Read(call, ["script_language"], out var query) is { } rejection)
        {
            return rejection;
        }

        var language = StartReader.Number(call, "script_language");
        List<SimulatedScript> found = [.. jobs.Scripts.All.Where(script => StartChecks.IsIn(script.BizId, query.Scope)
            && LikePattern.Matches(call.Parameters["name"], script.Name)
            && (language is null || script.Language == language))];
        return SuccessBody.Create(call, json =>
            query.Page.Write(json, found, isNullIfEmpty: false, script => Write(json, query.Scope, script)));
    }

    private static void Write(Utf8JsonWriter json, JobScope scope, SimulatedScript script)
    {
        json.WriteStartObject();
        ResourceJson.WriteScope(json, scope);
        json.WriteString("id", script.Id);
        json.WriteString("name", script.Name);
        json.WriteNumber("script_language", script.Language);
        ResourceJson.WriteAuthor(json);
        json.WriteNumber("online_script_version_id", script.Versions.FirstOrDefault(version => version.Status == Online)?.Id);
        json.WriteString("description", "");
        json.WriteEndObject();
    }
}
