using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Starts;

/// <summary>The names that v2 and v3 have for the parameters of a transfer.</summary>
/// <param name="Sources">The list of sources.</param>
/// <param name="Files">The list of files of a source.</param>
/// <param name="Server">The hosts of a source.</param>
internal sealed record TransferNames(string Sources, string Files, string Server);

/// <summary>Transfers files between hosts.</summary>
internal abstract class TransferStart(StartReader reader, JobStarter starter, TransferNames names) : StartOperation(starter)
{
    private const int ServerFile = 1;
    private const int MaxFileType = 3;

    protected override StartRequest Read(JobCall call, JobScope scope)
    {
        var path = call.Parameters["file_target_path"] is { } text && IsAbsolute(text)
            ? text
            : throw new StartRejectedException(call.Messages.IllegalParameter("file_target_path"));
        List<FileSource> sources = [.. ReadSources(call)];
        var target = TargetReader.ReadTarget(call);
        var account = StartReader.ReadAccount(call);
        var start = reader.ReadAdHoc(call, Name, call.Messages.Starts.FileName, "timeout");
        var rolling = RollingConfig.Read(call);
        List<string> files = [.. sources.SelectMany(source => source.Files)];

        // Files that are not on hosts need no source host.
        var onHosts = sources.Where(source => source.Hosts is not null).ToList();
        return new StartRequest(start with
        {
            Targets = target.ToTexts(),
            Files = files,
            TargetPath = path,
            Sources = [.. onHosts.SelectMany(source => source.Hosts!.ToTexts())],
            TransferMode = (int?)StartReader.Number(call, "transfer_mode"),
            RollingExpression = rolling?.Expression,
            RollingMode = rolling?.Mode,
        })
        {
            Action = "quick_transfer_file",
            Accounts = [account, .. sources.Select(source => source.Account).OfType<AccountReference>()],
            Steps =
            [
                new StepRequest(start.Name, StepKind.File, target)
                {
                    Files = files,
                    TargetPath = path,
                    Source = onHosts.Count == 0 ? null : Join(onHosts.Select(source => source.Hosts!)),
                },
            ],
            Rolling = rolling,
            ReturnsStep = call.Api != ServerApis.EsbV2,
        };
    }

    private IEnumerable<FileSource> ReadSources(JobCall call)
    {
        var list = call.Parameters.Json(names.Sources)?.EnumerateArray().ToList();
        return list is { Count: > 0 }
            ? list.Select(source => ReadSource(call, source))
            : throw new StartRejectedException(call.Messages.MissingParameter(names.Sources));
    }

    private FileSource ReadSource(JobCall call, JsonElement source)
    {
        List<string> files = [.. source.Items(names.Files).Select(JsonReading.AsText)];
        if (files.Count == 0 || files.Exists(file => !IsPath(file)))
        {
            throw Invalid(call, names.Files);
        }

        var type = source.Number("file_type") ?? ServerFile;
        if (type is < ServerFile or > MaxFileType)
        {
            throw Invalid(call, "file_type");
        }

        if (type != ServerFile)
        {
            return new FileSource(files, null, null);
        }

        var hosts = TargetReader.ReadServer(source, call) is { IsEmpty: false } server ? server : throw Missing(call, names.Server);
        return new FileSource(files, hosts, ReadAccount(call, source));
    }

    private static AccountReference ReadAccount(JobCall call, JsonElement source)
    {
        if (call.Api == ServerApis.EsbV2)
        {
            return source.Text("account") is { Length: > 0 } name ? new AccountReference(null, name) : throw Missing(call, "account");
        }

        var account = source.Field("account") is { } json
            ? new AccountReference(json.Number("id") is > 0 and var id ? id : null, json.Text("alias"))
            : throw Missing(call, "account");
        return account is { Id: null, Alias: null or "" } ? throw Missing(call, "account.id|file_source.account.alias") : account;
    }

    private static bool IsPath(string file) => IsAbsolute(file) || file.StartsWith("REGEX:", StringComparison.Ordinal);

    private static bool IsAbsolute(string path) => path is ['/', ..] or [_, ':', ..];

    private static StartRejectedException Invalid(JobCall call, string name) =>
        new(call.Messages.Starts.InvalidParameter($"file_source.{name}"));

    private static StartRejectedException Missing(JobCall call, string name) => new(call.Messages.MissingParameter($"file_source.{name}"));

    private static TargetSelection Join(IEnumerable<TargetSelection> targets) => targets.Aggregate((one, other) => new TargetSelection
    {
        HostIds = [.. one.HostIds, .. other.HostIds],
        Addresses = [.. one.Addresses, .. other.Addresses],
        Groups = [.. one.Groups, .. other.Groups],
        Nodes = [.. one.Nodes, .. other.Nodes],
    });

    private sealed record FileSource(IReadOnlyList<string> Files, TargetSelection? Hosts, AccountReference? Account);
}
