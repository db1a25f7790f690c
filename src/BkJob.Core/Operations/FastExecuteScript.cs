using System.Security;
using BkJob.Protocol;
using BkJob.Starts;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Creates a job that runs a script (<c>fast_execute_script</c>, protocol-actions.md §4.3, §4.4, §4.6). Script and arguments are always in
/// Base64: the server skips characters outside its alphabet, so a plain script would be accepted and run as garbage.
/// </summary>
internal static class FastExecuteScript
{
    private const string Name = "fast_execute_script";

    public static readonly Operation<ScriptStartRequest, CreatedJob> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV2] = Name, [EsbV3] = Name, [GatewayV3] = Name, [GatewayV4] = Name },
        Kind = RequestKind.Command,
        CanServe = static (request, api) =>
            StartResult.CanServe(request, api) && (api != EsbV2 || (request.ScriptId is null && request.Rolling is null)),
        WriteParameters = static (parameters, request) =>
        {
            parameters.Scope(request.Scope);
            parameters.Text("task_name", request.TaskName);
            WriteScript(parameters, request);
            WriteArguments(parameters, request);
            StartResult.WriteAccount(parameters, request.Account);
            TargetParameters.Write(parameters, request.Target);
            parameters.Number(parameters.Api.Api == EsbV2 ? "script_timeout" : "timeout", request.TimeoutSeconds);
            if (request.Rolling is { } rolling)
            {
                parameters.Object("rolling_config", rolling.Write);
            }

            StartResult.WriteControl(parameters, request);
        },
        CreateReader = static (_, _, _) => StartResult.CreateReader(),
    };

    // The script_id of ESB v2 is the ID of a version.
    private static void WriteScript(ParameterWriter parameters, ScriptStartRequest request)
    {
        bool isV2 = parameters.Api.Api == EsbV2;
        parameters.Number(isV2 ? "script_id" : "script_version_id", request.ScriptVersionId);
        parameters.Text("script_id", request.ScriptId);
        parameters.Base64("script_content", request.Content);
        parameters.Number(isV2 ? "script_type" : "script_language", (long?)request.Language);
    }

    private static void WriteArguments(ParameterWriter parameters, ScriptStartRequest request)
    {
        parameters.Base64("script_param", request.Arguments);
        parameters.Base64("script_param", request.SecretArguments);
        if (request.SecretArguments is null)
        {
            return;
        }

        if (parameters.Api.Api == GatewayV4)
        {
            parameters.Flag("param_sensitive", true);
        }
        else
        {
            parameters.Number("is_param_sensitive", 1);
        }
    }
}

/// <summary>Requests a job that runs a script: its content with its language, or one of the server by ID or version.</summary>
/// <param name="Scope">The business or business set.</param>
/// <param name="Target">The hosts.</param>
/// <param name="Account">The account that it runs as.</param>
internal sealed record ScriptStartRequest(JobScope Scope, BkJobTarget Target, JobAccount Account) : StartRequest(Scope)
{
    /// <summary>The name of the job.</summary>
    public string? TaskName { get; init; }

    /// <summary>The script; null for one of the server.</summary>
    public string? Content { get; init; }

    /// <summary>The language of <see cref="Content"/>.</summary>
    public ScriptLanguage? Language { get; init; }

    /// <summary>A script of the server, in its published version. Not over ESB v2.</summary>
    public string? ScriptId { get; init; }

    /// <summary>A version of a script of the server.</summary>
    public long? ScriptVersionId { get; init; }

    /// <summary>The arguments, separated by spaces; null for none.</summary>
    public string? Arguments { get; init; }

    /// <summary>Arguments that the server does not display; null for none.</summary>
    public SecureString? SecretArguments { get; init; }

    /// <summary>The timeout of the script, 1 to 259200 s.</summary>
    public int TimeoutSeconds { get; init; } = 7200;

    /// <summary>How the hosts are divided into batches; null for one batch.</summary>
    public RollingConfig? Rolling { get; init; }

    /// <inheritdoc/>
    public override JobType Type => JobType.Script;

    /// <inheritdoc/>
    public override IEnumerable<BkJobTarget> Targets => [Target];

    /// <inheritdoc/>
    public override IEnumerable<JobAccount> Accounts => [Account];

    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant($"task_name={TaskName} hosts={Target.Count}");

    /// <inheritdoc/>
    internal override IReadOnlyList<SecureString> Secrets => SecretArguments is null ? base.Secrets : [.. base.Secrets, SecretArguments];
}
