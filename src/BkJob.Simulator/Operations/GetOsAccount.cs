using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>The operating system accounts of a scope in v2, all in one list.</summary>
internal sealed class GetOsAccount(JobCatalogue jobs, SimulatorOptions options) : IOperation
{
    public const string OperationName = "get_os_account";

    private const int OsCategory = 1;

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV2;

    public bool IsPost => false;

    public JobReply Handle(JobCall call) => ScopeParameters.Reject(call, IsPost, out var scope) is { } rejection
        ? rejection
        : SuccessBody.Create(
            call,
            json =>
            {
                json.WriteStartArray();
                foreach (var account in jobs.Accounts.All)
                {
                    if (account.Category == OsCategory && StartChecks.IsIn(account.BizId, scope))
                    {
                        Write(json, scope, account);
                    }
                }

                json.WriteEndArray();
            },
            options.Generation);

    private static void Write(Utf8JsonWriter json, JobScope scope, SimulatedAccount account)
    {
        json.WriteStartObject();
        ResourceJson.WriteAccount(json, scope, account);
        json.WriteString("os", account.Os);
        json.WriteString("creator", "admin");
        json.WriteEndObject();
    }
}
