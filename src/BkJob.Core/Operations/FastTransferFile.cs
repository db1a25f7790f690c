using BkJob.Protocol;
using BkJob.Starts;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Creates a job that distributes files from hosts to hosts (<c>fast_transfer_file</c>, over ESB v2 <c>fast_push_file</c>;
/// protocol-actions.md §4.5, §4.6).
/// </summary>
internal static class FastTransferFile
{
    /// <summary>Files on hosts, as opposed to uploaded files and those of a repository.</summary>
    private const int ServerFile = 1;

    public static readonly Operation<FileStartRequest, CreatedJob> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string>
        {
            [EsbV3] = "fast_transfer_file",
            [GatewayV3] = "fast_transfer_file",
            [EsbV2] = "fast_push_file",
        },
        Kind = RequestKind.Command,
        CanServe = StartResult.CanServe,
        WriteParameters = static (parameters, request) =>
        {
            bool isV2 = parameters.Api.Api == EsbV2;
            parameters.Scope(request.Scope);
            parameters.Text("task_name", request.TaskName);
            parameters.Text("file_target_path", request.Destination);
            parameters.Objects(isV2 ? "file_source" : "file_source_list", [request], WriteSource);
            StartResult.WriteAccount(parameters, request.Account);
            TargetParameters.Write(parameters, request.Target);
            parameters.Number("transfer_mode", (long)request.Mode);
            parameters.Number("download_speed_limit", request.DownloadLimit);
            parameters.Number("upload_speed_limit", request.UploadLimit);
            StartResult.WriteControl(parameters, request);
        },
        CreateReader = static (_, _, _) => StartResult.CreateReader(),
    };

    private static void WriteSource(ParameterWriter source, FileStartRequest request)
    {
        bool isV2 = source.Api.Api == EsbV2;
        source.Texts(isV2 ? "files" : "file_list", request.Files);
        source.Number("file_type", ServerFile);
        if (isV2)
        {
            source.Text("account", request.SourceAccount.Alias);
            source.Object("target_server", server => TargetParameters.WriteHosts(server, request.Source));
        }
        else
        {
            source.Object("account", account =>
            {
                account.Text("alias", request.SourceAccount.Alias);
                account.Number("id", request.SourceAccount.Id);
            });
            source.Object("server", server => TargetParameters.WriteHosts(server, request.Source));
        }
    }
}

/// <summary>Requests a job that distributes files.</summary>
/// <param name="Scope">The business or business set.</param>
/// <param name="Files">Absolute paths on the source hosts.</param>
/// <param name="Source">The source hosts.</param>
/// <param name="SourceAccount">The account that reads the files.</param>
/// <param name="Destination">The absolute path on the target hosts; a folder ends with a slash.</param>
/// <param name="Target">The target hosts.</param>
/// <param name="Account">The account that the files belong to.</param>
internal sealed record FileStartRequest(
    JobScope Scope, IReadOnlyList<string> Files, BkJobTarget Source, JobAccount SourceAccount, string Destination, BkJobTarget Target, JobAccount Account)
    : StartRequest(Scope)
{
    /// <summary>The name of the job.</summary>
    public string? TaskName { get; init; }

    /// <summary>What happens if the folder does not exist.</summary>
    public TransferMode Mode { get; init; } = TransferMode.Strict;

    /// <summary>The limit of a target host in MB/s; null for none.</summary>
    public int? DownloadLimit { get; init; }

    /// <summary>The limit of a source host in MB/s; null for none.</summary>
    public int? UploadLimit { get; init; }

    /// <inheritdoc/>
    public override JobType Type => JobType.File;

    /// <inheritdoc/>
    public override IEnumerable<BkJobTarget> Targets => [Source, Target];

    /// <inheritdoc/>
    public override IEnumerable<JobAccount> Accounts => [SourceAccount, Account];

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"task_name={TaskName} files={Files.Count} hosts={Target.Count}");
}
