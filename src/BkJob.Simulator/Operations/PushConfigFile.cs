using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Starts;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Operations;

/// <summary>Writes text files of the request to hosts (protocol-actions.md §4.5). It cannot be created without being started.</summary>
internal sealed class PushConfigFile(StartReader reader, JobStarter starter) : StartOperation(starter)
{
    public const string OperationName = "push_config_file";

    public override string Name => OperationName;

    public override ServerApis Apis => ServerApis.EsbV2 | ServerApis.EsbV3 | ServerApis.GatewayV3;

    protected override StartRequest Read(JobCall call, JobScope scope)
    {
        var path = call.Parameters["file_target_path"]
            ?? throw new StartRejectedException(call.Messages.IllegalParameter("file_target_path"));
        List<(string Name, string Content)> files = [.. ReadFiles(call)];
        var target = TargetReader.ReadTarget(call);
        var account = StartReader.ReadAccount(call);
        var start = reader.ReadAdHoc(call, Name, call.Messages.Starts.FileName, "timeout");
        List<string> names = [.. files.Select(file => file.Name)];
        return new StartRequest(start with
        {
            Targets = target.ToTexts(),
            Files = names,
            Contents = [.. files.Select(file => file.Content)],
            TargetPath = path,
        })
        {
            Action = "quick_transfer_file",
            Accounts = [account],
            Steps = [new StepRequest(start.Name, StepKind.File, target) { Files = names, TargetPath = path }],
            HasStartTask = false,
            ReturnsStep = call.Api != ServerApis.EsbV2,
        };
    }

    private static IEnumerable<(string Name, string Content)> ReadFiles(JobCall call)
    {
        var list = call.Parameters.Json("file_list")?.EnumerateArray().ToList();
        return list is { Count: > 0 }
            ? list.Select(file => ReadFile(call, file))
            : throw new StartRejectedException(call.Messages.MissingParameter("file_list"));
    }

    private static (string Name, string Content) ReadFile(JobCall call, JsonElement file) =>
        (file.Text("file_name"), file.Text("content")) switch
        {
            (null or "", _) => throw new StartRejectedException(call.Messages.Starts.InvalidParameter("file_list.file_name")),
            (_, null or "") => throw new StartRejectedException(call.Messages.Starts.InvalidParameter("file_list.content")),
            var (name, content) => (name, LenientBase64.Decode(content)),
        };
}
