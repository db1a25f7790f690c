using System.Management.Automation;
using BkJob.Completers;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Starts;

namespace BkJob.Commands;

/// <summary>Distributes files from hosts, or small local files, to hosts, at most once.</summary>
[Cmdlet(VerbsCommunications.Send, "BkJobFile", DefaultParameterSetName = FromHosts, SupportsShouldProcess = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstance))]
public sealed class SendBkJobFileCommand : AdHocStartCmdlet
{
    private const string FromHosts = "RemotePath";
    private const string FromHere = "Path";

    /// <summary>Absolute paths of files or folders on the source hosts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FromHosts)]
    [ValidateNotBlank]
    public string[] RemotePath { get; set; } = [];

    /// <summary>Source hosts, in the same notation as <see cref="AdHocStartCmdlet.Target"/>.</summary>
    [Parameter(ParameterSetName = FromHosts)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? From { get; set; }

    /// <summary>Account that reads the files on the source hosts. If omitted, <see cref="AdHocStartCmdlet.Account"/>.</summary>
    [Parameter(ParameterSetName = FromHosts)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public string? FromAccount { get; set; }

    /// <summary>Small local files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromHere)]
    [ValidateNotBlank]
    public string[] Path { get; set; } = [];

    /// <summary>Absolute path on the target hosts; a folder ends with a slash.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = FromHosts)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FromHere)]
    [ValidateNotBlank]
    public string Destination { get; set; } = "";

    /// <summary>Whether a folder that does not exist is an error (Strict) or created (Force).</summary>
    [Parameter(ParameterSetName = FromHosts)]
    [EnumName(typeof(TransferMode))]
    public TransferMode TransferMode { get; set; } = TransferMode.Strict;

    /// <summary>Limit of each target host in MB/s.</summary>
    [Parameter(ParameterSetName = FromHosts)]
    [Count(1, int.MaxValue)]
    public int? DownloadLimit { get; set; }

    /// <summary>Limit of each source host in MB/s.</summary>
    [Parameter(ParameterSetName = FromHosts)]
    [Count(1, int.MaxValue)]
    public int? UploadLimit { get; set; }

    /// <inheritdoc/>
    private protected override void Start(BkJobTarget target, JobScope scope, BkJobContext context)
    {
        CheckLimit([target]);
        HostPath.Check(Destination, Messages.AdvicePathNotAbsolute);
        JobAccount account = AccountInput.Read(Account);
        string name = CreateName(ParameterSetName == FromHosts ? RemotePath : Path);
        var preview = new StartPreview(name, target, scope, context);
        preview.Add(Messages.PreviewAccount, account.ToString());
        if (ParameterSetName == FromHosts)
        {
            FileStartRequest request = CreateRequest(name, target, account, scope, context);
            preview.Add(Messages.PreviewFiles, new ItemList<string>(RemotePath).ToString());
            preview.Add(Messages.PreviewSource, Messages.FormatPreviewSourceAccount(VariableText.Describe(request.Source), request.SourceAccount));
            StartFiles(FastTransferFile.Operation, request, name, RemotePath.Length, preview, context);
            return;
        }

        if (CreateOnly)
        {
            throw new BkJobException(BkJobErrorKind.NotSupported, Messages.LocalFileCreateOnly)
            {
                Advice = Messages.AdviceLocalFileCreateOnly,
                Delivery = Delivery.NotExecuted,
            };
        }

        IReadOnlyList<ConfigFile> files = LocalFiles.Read(Path, SessionState);
        preview.Add(
            Messages.PreviewFiles,
            new ItemList<string>([.. files.Select(file => Messages.FormatPreviewFile(file.Name, StartPreview.FormatContent(file.Content.Span)))]).ToString());
        StartFiles(
            PushConfigFile.Operation,
            new ConfigFileStartRequest(scope, files, Destination, target, account) { TaskName = name },
            name,
            Path.Length,
            preview,
            context);
    }

    private FileStartRequest CreateRequest(string name, BkJobTarget target, JobAccount account, JobScope scope, BkJobContext context)
    {
        Array.ForEach(RemotePath, path => HostPath.Check(path, Messages.AdviceSource));
        BkJobTarget source = ReadSource(context);
        JobAccount sourceAccount = FromAccount is null ? account : AccountInput.Read(FromAccount);
        return new FileStartRequest(scope, RemotePath, source, sourceAccount, Destination, target, account)
        {
            TaskName = name,
            Mode = TransferMode,
            DownloadLimit = DownloadLimit,
            UploadLimit = UploadLimit,
        };
    }

    private BkJobTarget ReadSource(BkJobContext context) => From is null or []
        ? throw new BkJobException(BkJobErrorKind.EmptyTarget, Messages.FromEmpty)
        {
            Advice = Messages.AdviceSource,
            Delivery = Delivery.NotExecuted,
        }
        : TargetInput.Read(From, context);

    private void StartFiles<TRequest>(
        Operation<TRequest, CreatedJob> operation, TRequest request, string name, int count, StartPreview preview, BkJobContext context)
        where TRequest : StartRequest
    {
        preview.Add(Messages.PreviewDestination, Destination);
        Start(
            new StartCommand<TRequest>(operation, request) { UniqueName = name },
            context,
            new StartSubject(Messages.FormatSubjectFiles(TerminalText.Sanitize(Destination), count)),
            CreateOnly ? Messages.ActionCreateFile : Messages.ActionSendFile,
            preview.ToString());
    }

    private string CreateName(string[] paths) => StartMarker.AddTo(TaskName ?? System.IO.Path.GetFileName(paths[0].TrimEnd('/', '\\')));
}
