using BkJob.Protocol;
using BkJob.Starts;

namespace BkJob.Operations;

/// <summary>What all starts have in common: their response, and some of their parameters.</summary>
internal static class StartResult
{
    /// <summary>Creates the reader of a response.</summary>
    public static ResponseReader<CreatedJob> CreateReader() => new JsonResponseReader<CreatedJobDto, CreatedJob>(
        JobJson.Default.CreatedJobDto, result => result.Validate(), result => new CreatedJob(result.JobInstanceId!.Value, result.JobInstanceName));

    /// <summary>
    /// Whether an API has what a request needs: only v4 knows containers, and ESB v2 knows neither jobs that are only created nor IDs of
    /// hosts and accounts.
    /// </summary>
    public static bool CanServe(StartRequest request, BkJobApi api) =>
        api == BkJobApi.GatewayV4 || (!HasContainers(request) && (api != BkJobApi.EsbV2 || CanServeV2(request)));

    /// <summary>Whether the target of a request contains containers.</summary>
    public static bool HasContainers(StartRequest request) => request.Targets.Any(target => target.ContainerFilters.Count > 0);

    private static bool CanServeV2(StartRequest request) =>
        !request.MustNotStart && request.Targets.All(target => target.Addresses.Count == target.Count) && request.Accounts.All(account => account.Alias is not null);

    /// <summary>Writes the parameters that control a start. ESB v2 has neither of them under these names.</summary>
    public static void WriteControl(ParameterWriter parameters, StartRequest request)
    {
        bool isV2 = parameters.Api.Api == BkJobApi.EsbV2;
        string callback = isV2 ? "bk_callback_url" : "callback_url";
        if (request.CallbackQuery is { } query)
        {
            parameters.Secret(callback, request.CallbackUrl![..^query.Length], query);
        }
        else
        {
            parameters.Text(callback, request.CallbackUrl);
        }

        if (!isV2)
        {
            parameters.Flag("start_task", false);
        }
    }

    /// <summary>Writes an account. An ID takes precedence on the server.</summary>
    public static void WriteAccount(ParameterWriter parameters, JobAccount account)
    {
        if (parameters.Api.Api == BkJobApi.EsbV2)
        {
            parameters.Text("account", account.Alias);
            return;
        }

        parameters.Text("account_alias", account.Alias);
        parameters.Number("account_id", account.Id);
    }

    internal sealed record CreatedJobDto(long? JobInstanceId, string? JobInstanceName)
    {
        public ResponseParseError? Validate() => JobInstanceId is > 0 ? null : ResponseParseError.Missing("data.job_instance_id");
    }
}

/// <summary>A job that the server created.</summary>
/// <param name="Id">The job instance.</param>
/// <param name="Name">Its name; null if the server does not return it.</param>
internal sealed record CreatedJob(long Id, string? Name);
