using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>The accounts of a scope in v3 (protocol-actions.md §2.4).</summary>
internal sealed class GetAccountList(JobCatalogue jobs) : IOperation
{
    public const string OperationName = "get_account_list";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        if (ResourceQuery.Read(call, ["category"], out var query) is { } rejection)
        {
            return rejection;
        }

        var category = StartReader.Number(call, "category");
        var (name, alias) = (call.Parameters["account"], call.Parameters["alias"]);
        List<SimulatedAccount> found = [.. jobs.Accounts.All.Where(account => StartChecks.IsIn(account.BizId, query.Scope)
            && (category is null || account.Category == category)
            && (name is null || account.Account == name)
            && (alias is null || account.Alias == alias))];
        return SuccessBody.Create(call, json =>
            query.Page.Write(json, found, isNullIfEmpty: false, account => Write(json, query.Scope, account)));
    }

    private static void Write(Utf8JsonWriter json, JobScope scope, SimulatedAccount account)
    {
        json.WriteStartObject();
        ResourceJson.WriteAccount(json, scope, account);
        json.WriteNumber("category", account.Category);
        json.WriteNumber("type", account.Type);
        json.WriteNull("db_system_account_id");
        json.WriteString("os", account.Os);
        ResourceJson.WriteAuthor(json);
        json.WriteString("description", "");
        json.WriteEndObject();
    }
}
