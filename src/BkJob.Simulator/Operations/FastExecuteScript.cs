using BkJob.Simulator.Job;
using BkJob.Simulator.Starts;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Operations;

/// <summary>Starts a script (protocol-actions.md §4.3, §4.4, §4.6).</summary>
internal sealed class FastExecuteScript(StartReader reader, JobStarter starter) : StartOperation(starter)
{
    public const string OperationName = "fast_execute_script";

    private const int MaxLanguage = 6;

    public override string Name => OperationName;

    public override ServerApis Apis => ServerApis.All;

    protected override StartRequest Read(JobCall call, JobScope scope)
    {
        var isV2 = call.Api == ServerApis.EsbV2;
        var target = TargetReader.ReadTarget(call);
        var account = StartReader.ReadAccount(call);
        var script = ReadScript(call, isV2);
        var start = reader.ReadAdHoc(call, Name, call.Messages.Starts.ScriptName, isV2 ? "script_timeout" : "timeout");
        var rolling = RollingConfig.Read(call);
        return new StartRequest(start with
        {
            Targets = target.ToTexts(),
            Arguments = StartReader.ReadArguments(call),
            IsArgumentSecret = StartReader.Flag(call, call.Api == ServerApis.GatewayV4 ? "param_sensitive" : "is_param_sensitive"),
            RollingExpression = rolling?.Expression,
            RollingMode = rolling?.Mode,
        })
        {
            Action = script.Content is null ? "execute_script" : "quick_execute_script",
            Accounts = [account],
            Steps = [new StepRequest(start.Name, StepKind.Script, target) { Script = script }],
            Rolling = rolling,
            ReturnsStep = true,
        };
    }

    // In v2, script_id is the ID of a version.
    private ScriptReference ReadScript(JobCall call, bool isV2)
    {
        var version = StartReader.Number(call, isV2 ? "script_id" : "script_version_id");
        if (version is not null)
        {
            return version > 0
                ? new ScriptReference(version, null, null, null)
                : throw new StartRejectedException(call.Messages.Starts.InvalidParameter(isV2 ? "script_id" : "script_version_id"));
        }

        if (!isV2 && call.Parameters["script_id"] is { } id)
        {
            return new ScriptReference(null, id, null, null);
        }

        var content = reader.ReadContent(call) ?? throw new StartRejectedException(
            call.Messages.MissingParameter(isV2 ? "script_content" : "script_version_id|script_id|script_content"));
        var languageName = isV2 ? "script_type" : "script_language";
        return StartReader.Number(call, languageName) is >= 1 and <= MaxLanguage and var language
            ? new ScriptReference(null, null, content, (int)language)
            : throw new StartRejectedException(call.Messages.Starts.InvalidParameter(languageName));
    }
}
