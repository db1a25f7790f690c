using BkJob.Protocol;
using BkJob.Starts;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Creates a job that writes small files to hosts (<c>push_config_file</c>, protocol-actions.md §4.5). The server starts it immediately:
/// the call has no parameter to create a job only.
/// </summary>
internal static class PushConfigFile
{
    private const string Name = "push_config_file";

    public static readonly Operation<ConfigFileStartRequest, CreatedJob> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV2] = Name, [EsbV3] = Name, [GatewayV3] = Name },
        Kind = RequestKind.Command,
        CanServe = static (request, api) => !request.MustNotStart && StartResult.CanServe(request, api),
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Text("task_name", request.TaskName);
            parameters.Text("file_target_path", request.Destination);
            parameters.Objects("file_list", request.Files, (file, item) =>
            {
                file.Text("file_name", item.Name);
                file.Text("content", Convert.ToBase64String(item.Content.Span));
            });
            StartResult.WriteAccount(parameters, request.Account);
            TargetParameters.Write(parameters, request.Target);
        },
        CreateReader = static (_, _, _) => StartResult.CreateReader(),
    };
}

/// <summary>Requests a job that writes files to hosts.</summary>
/// <param name="Scope">The business or business set.</param>
/// <param name="Files">The files.</param>
/// <param name="Destination">The absolute path of the folder on the hosts.</param>
/// <param name="Target">The hosts.</param>
/// <param name="Account">The account that the files belong to.</param>
internal sealed record ConfigFileStartRequest(
    JobScope Scope, IReadOnlyList<ConfigFile> Files, string Destination, BkJobTarget Target, JobAccount Account) : StartRequest(Scope)
{
    /// <summary>The name of the job.</summary>
    public string? TaskName { get; init; }

    /// <inheritdoc/>
    public override bool IsStartedSeparately => false;

    /// <inheritdoc/>
    public override JobType Type => JobType.File;

    /// <inheritdoc/>
    public override IEnumerable<BkJobTarget> Targets => [Target];

    /// <inheritdoc/>
    public override IEnumerable<JobAccount> Accounts => [Account];

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"task_name={TaskName} files={Files.Count} hosts={Target.Count}");
}

/// <summary>A file that is written to hosts.</summary>
/// <param name="Name">Its name without a folder.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ConfigFile(string Name, ReadOnlyMemory<byte> Content);
