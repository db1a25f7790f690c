using System.Management.Automation;
using System.Security;
using System.Text;
using BkJob.Operations;
using BkJob.Starts;

namespace BkJob.Commands;

/// <summary>Runs a script on hosts, at most once.</summary>
[Cmdlet(VerbsLifecycle.Start, "BkJobScript", DefaultParameterSetName = ByPath, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class StartBkJobScriptCommand : AdHocStartCmdlet
{
    private const string ByPath = "Path";
    private const string ByText = "Script";
    private const string ById = "ScriptId";
    private const string ByVersion = "ScriptVersionId";

    /// <summary>A script file in UTF-8, or in UTF-16 with a byte order mark.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotBlank]
    public string Path { get; set; } = "";

    /// <summary>The text of a script.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByText)]
    [AllowEmptyString]
    public string Script { get; set; } = "";

    /// <summary>A script of the server, in its published version.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [ValidateNotBlank]
    public string ScriptId { get; set; } = "";

    /// <summary>A version of a script of the server.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByVersion)]
    [Count(1, long.MaxValue)]
    public long ScriptVersionId { get; set; }

    /// <summary>Language of the script. If omitted, that of the extension of the file; of a script of the server, it is not known.</summary>
    [Parameter]
    [EnumName(typeof(ScriptLanguage))]
    public ScriptLanguage? Language { get; set; }

    /// <summary>Arguments of the script; each is quoted if necessary.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? ArgumentList { get; set; }

    /// <summary>Arguments of the script that the server does not display, unchanged.</summary>
    [Parameter]
    [SecureStringOnly]
    public SecureString? SecretArgument { get; set; }

    /// <summary>Timeout of the script in seconds.</summary>
    [Parameter]
    [Count(1, 259200)]
    public int ScriptTimeout { get; set; } = 7200;

    /// <summary>Sizes of the batches of hosts, such as <c>10%</c> or <c>1 5 +10</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    public string? RollingExpression { get; set; }

    /// <summary>What happens after a batch.</summary>
    [Parameter]
    [EnumName(typeof(RollingMode))]
    public RollingMode RollingMode { get; set; } = RollingMode.PauseOnFailure;

    /// <summary>Address that the server calls when the job has finished.</summary>
    [Parameter]
    [ValidateCallbackUrl]
    public string? CallbackUrl { get; set; }

    /// <inheritdoc/>
    private protected override void Start(BkJobTarget target, JobScope scope, BkJobContext context)
    {
        ScriptStartRequest request = CreateRequest(target, scope);
        CheckLimit([target]);
        Start(
            new StartCommand<ScriptStartRequest>(FastExecuteScript.Operation, request) { UniqueName = request.TaskName },
            context,
            new StartSubject(Messages.FormatSubjectScript(TerminalText.Sanitize(request.TaskName))),
            CreateOnly ? Messages.ActionCreateScript : Messages.ActionStartScript,
            Describe(request, context));
    }

    private string Describe(ScriptStartRequest request, BkJobContext context)
    {
        var preview = new StartPreview(request.TaskName!, request.Target, request.Scope, context);
        preview.Add(Messages.PreviewAccount, request.Account.ToString());
        preview.Add(Messages.PreviewScript, ParameterSetName switch
        {
            ById => Messages.FormatPreviewScriptId(ScriptId),
            ByVersion => Messages.FormatPreviewScriptVersion(ScriptVersionId),
            _ => Messages.FormatPreviewScriptContent(
                ParameterSetName == ByText ? Messages.PreviewScriptText : Path,
                request.Language,
                StartPreview.FormatContent(Encoding.UTF8.GetBytes(request.Content!))),
        });
        preview.Add(Messages.PreviewArguments, SecretArgument is null ? request.Arguments : VariableText.Secret);
        preview.Add(Messages.PreviewCallback, StartPreview.FormatCallback(CallbackUrl));
        return preview.ToString();
    }

    private ScriptStartRequest CreateRequest(BkJobTarget target, JobScope scope)
    {
        CheckParameters();
        ScriptLanguage? language = GetLanguage();
        var request = new ScriptStartRequest(scope, target, AccountInput.Read(Account))
        {
            TaskName = StartMarker.AddTo(TaskName ?? GetDefaultName()),
            Arguments = ArgumentList is { Length: > 0 } ? ScriptArguments.Join(ArgumentList, language) : null,
            SecretArguments = SecretArgument,
            TimeoutSeconds = ScriptTimeout,
            Rolling = RollingExpression is null ? null : new RollingConfig(RollingExpression, RollingMode),
            CallbackUrl = CallbackUrl,
        };
        return ParameterSetName switch
        {
            ById => request with { ScriptId = ScriptId },
            ByVersion => request with { ScriptVersionId = ScriptVersionId },
            _ => request with { Content = ScriptText.Prepare(GetText(), language!.Value, GetDefaultName(), ParameterSetName == ByText ? Messages.AdviceScriptText : Messages.AdviceScriptFile), Language = language },
        };
    }

    private void CheckParameters()
    {
        if (ArgumentList is not null && SecretArgument is not null)
        {
            throw ErrorRecords.InvalidValue(Messages.ArgumentsTwice, Messages.AdviceArguments);
        }

        if (RollingExpression is null && MyInvocation.BoundParameters.ContainsKey(nameof(RollingMode)))
        {
            throw ErrorRecords.InvalidValue(Messages.RollingModeAlone, Messages.AdviceRollingExpression);
        }
    }

    private string GetText() => ParameterSetName == ByText ? Script : ScriptText.Read(FileSystemPath.Resolve(SessionState, Path));

    private ScriptLanguage? GetLanguage() => ParameterSetName switch
    {
        ByPath => Language ?? ScriptText.GetLanguage(Path) ?? throw LanguageMissing(Messages.FormatScriptLanguageUnknown(Argument.Quote(Path))),
        ByText => Language ?? throw LanguageMissing(Messages.ScriptLanguageMissing),
        _ => Language,
    };

    private BkJobException LanguageMissing(string message) => ErrorRecords.InvalidValue(
        message, Messages.FormatAdviceScriptLanguage(ParameterSetName == ByText ? "Start-BkJobScript -Script 'df -h'" : "Start-BkJobScript -Path ./clean"));

    private string GetDefaultName() => ParameterSetName switch
    {
        ByPath => System.IO.Path.GetFileName(Path),
        ById => $"script {ScriptId}",
        ByVersion => $"script version {ScriptVersionId}",
        _ => $"{Language} script",
    };
}
