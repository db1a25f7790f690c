using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using BkJob.Module.Tests.Help;
using BkJob.Simulator;
using static System.Management.Automation.ErrorCategory;

namespace BkJob.Module.Tests;

/// <summary>What a user sees for the codes of protocol-actions.md §8: error ID, category, and a command that helps, in both languages.</summary>
public sealed partial class ActionErrorTests(SimulatorFixture fixture) : IClassFixture<SimulatorFixture>
{
    /// <summary>The code, the error ID and its category, what the message states, and the command to run.</summary>
    private static readonly (int Code, string Id, ErrorCategory Category, string English, string Chinese, string Command)[] Codes =
    [
        (1241002, "InvalidArgument", InvalidArgument, "rejected the request", "拒绝了该请求", "Find-BkJobInstance -BizId 1"),
        (1241003, "OperationNotAllowed", InvalidOperation, "does not allow the operation", "不允许该操作", "Get-BkJobInstanceStatus 100 -BizId 1"),
        (1241004, "InvalidArgument", InvalidArgument, "rejected the request", "拒绝了该请求", "Find-BkJobInstance -BizId 1"),
        (1241013, "InvalidArgument", InvalidArgument, "this type of business", "这类业务", "Find-BkJobInstance -BizId 2"),
        (1241015, "OperationNotAllowed", InvalidOperation, "already been started", "已经启动", "Get-BkJobInstanceStatus 100 -BizId 1"),
        (1243001, "InvalidArgument", InvalidArgument, "script does not exist", "脚本不存在", "Start-BkJobScript -Path"),
        (1243009, "PlanNotFound", ObjectNotFound, "job plan does not exist", "执行方案不存在", "Get-BkJobPlan -BizId 1"),
        (1243026, "InvalidArgument", InvalidArgument, "job template does not exist", "作业模板不存在", "Get-BkJobPlan -BizId 1"),
        (1243047, "InvalidArgument", InvalidArgument, "script version does not exist", "脚本版本不存在", "Start-BkJobScript -Path"),
        (1243049, "InvalidArgument", InvalidArgument, "does not exist or is archived", "不存在或已归档", "Find-BkJobInstance -BizId 2"),
        (1243052, "InvalidTarget", InvalidArgument, "do not exist in CMDB", "在 CMDB 中不存在", "Start-BkJobScript -Path"),
        (1243053, "InvalidTarget", InvalidArgument, "do not exist in CMDB", "在 CMDB 中不存在", "Start-BkJobScript -Path"),
        (1244001, "EmptyTarget", InvalidArgument, "contains no host", "没有主机", "Start-BkJobScript -Path"),
        (1244002, "InvalidTarget", InvalidArgument, "do not belong to this business", "不属于该业务", "Start-BkJobScript -Path"),
        (1244003, "InvalidArgument", InvalidArgument, "account does not exist", "没有这个账号", "Start-BkJobScript -Path"),
        (1244004, "PermissionDenied", PermissionDenied, "not permitted to use this account", "没有使用此账号的权限", "Start-BkJobScript -Path"),
        (1244005, "ServerError", ResourceUnavailable, "may exist nevertheless", "可能已经创建", "Find-BkJobInstance -BizId 1 -StartWay Api"),
        (1244008, "EmptyTarget", InvalidArgument, "host variable that does not exist", "不存在的主机变量", "Get-BkJobPlan -BizId 1 -IncludeDetail"),
        (1244009, "EmptyTarget", InvalidArgument, "host variable of the job plan", "主机变量中没有主机", "Get-BkJobPlan -BizId 1 -IncludeDetail"),
        (1244011, "InvalidArgument", InvalidArgument, "none of its steps is enabled", "没有启用任何步骤", "Get-BkJobPlan -BizId 1 -IncludeDetail"),
        (1244012, "PlanNotFound", ObjectNotFound, "job plan does not exist", "执行方案不存在", "Get-BkJobPlan -BizId 1"),
        (1244014, "InvalidArgument", InvalidArgument, "is disabled", "已禁用", "Get-BkJobPlan -BizId 1"),
        (1244015, "OperationNotAllowed", InvalidOperation, "already being terminated", "已在终止中", "Get-BkJobInstanceStatus 100 -BizId 1"),
        (1244016, "NotApprover", PermissionDenied, "not an approver", "不是此步骤的确认人", "Show-BkJobInstance 100 -BizId 1"),
        (1244017, "ServerError", ResourceUnavailable, "could not obtain the hosts", "未能获取目标主机", "Find-BkJobInstance -BizId 1 -First 1"),
        (1244018, "InvalidArgument", InvalidArgument, "status of the script version", "脚本版本的状态", "Get-BkJobPlan -BizId 1"),
        (1244019, "InvalidArgument", InvalidArgument, "dangerous scripts", "高危脚本", "Start-BkJobScript -Path"),
        (1244021, "InvalidArgument", InvalidArgument, "exceeds the limit", "超过服务器的上限", "Send-BkJobFile -RemotePath"),
        (1244022, "InvalidArgument", InvalidArgument, "exceeds the limit", "超过服务器的上限", "Start-BkJobScript -Path"),
        (1244025, "Throttled", LimitsExceeded, "overloaded", "过载", "Find-BkJobInstance -BizId 1 -Status Running"),
        (1244026, "InvalidArgument", InvalidArgument, "rolling strategy is not valid", "滚动策略不合法", "Start-BkJobScript -Path"),
        (1244027, "InvalidArgument", InvalidArgument, "more batches", "批次超过", "Start-BkJobScript -Path"),
        (1244028, "EmptyTarget", InvalidArgument, "target of a step", "步骤的目标", "Get-BkJobPlan -BizId 1 -IncludeDetail"),
        (1244029, "EmptyTarget", InvalidArgument, "source of a file step", "文件分发步骤的源", "Get-BkJobPlan -BizId 1 -IncludeDetail"),
        (1244030, "InvalidTarget", InvalidArgument, "do not exist in CMDB", "在 CMDB 中不存在", "Start-BkJobScript -Path"),
        (1244031, "InvalidTarget", InvalidArgument, "label selector", "Label Selector", "Start-BkJobScript -Path"),
        (1244032, "Throttled", LimitsExceeded, "business has reached its quota", "该业务正在执行的作业已达到配额", "Find-BkJobInstance -BizId 1 -Status Running"),
        (1244033, "Throttled", LimitsExceeded, "app has reached its quota", "该应用正在执行的作业已达到配额", "Find-BkJobInstance -BizId 1 -Status Running"),
        (1244034, "Throttled", LimitsExceeded, "server has reached its quota", "服务器正在执行的作业已达到配额", "Find-BkJobInstance -BizId 1 -Status Running"),
        (1244035, "InvalidArgument", InvalidArgument, "rolling strategy is not valid", "滚动策略不合法", "Start-BkJobScript -Path"),
        (1244036, "InvalidArgument", InvalidArgument, "rejected the request", "拒绝了该请求", "Find-BkJobInstance -BizId 1"),
        (1244037, "InvalidTarget", InvalidArgument, "file source does not exist", "文件源主机", "Start-BkJobScript -Path"),
        (1245001, "InvalidArgument", InvalidArgument, "scheduled task does not exist", "定时任务不存在", "Find-BkJobInstance -BizId 1 -StartWay Scheduled"),
        (1246001, "ServerError", ResourceUnavailable, "log store", "日志存储", "Find-BkJobInstance -BizId 1 -First 1"),
        (1240003, "InvalidArgument", InvalidArgument, "rejected the request", "拒绝了该请求", "Find-BkJobInstance -BizId 1"),
        (9900403, "PermissionDenied", PermissionDenied, "Access denied", "不允许此操作", "Get-BkJobContext | Format-List"),
        (1640301, "PermissionDenied", PermissionDenied, "only the calls that file a request for approval", "只获得了提交审批的接口权限", "Get-BkJobContext | Format-List"),
        (1306403, "PermissionDenied", PermissionDenied, "only the calls that file a request for approval", "只获得了提交审批的接口权限", "Get-BkJobContext | Format-List"),
    ];

    public static TheoryData<string, bool> Languages => new() { { "en-US", false }, { "zh-CN", true } };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_code_has_an_id_and_a_command(string culture, bool isChinese)
    {
        using var language = new InCulture(culture);
        using Session session = Connect();
        foreach ((int code, string id, ErrorCategory category, string english, string chinese, string command) in Codes)
        {
            ErrorRecord error = category == ResourceUnavailable
                ? Fail(session, code, "get_job_instance_status", "Get-BkJobInstanceStatus 100")
                : Fail(session, code);
            string row = $"{code}: {error} → {error.ErrorDetails.RecommendedAction}";
            Assert.True($"BkJob{id}" == error.FullyQualifiedErrorId.Split(',')[0], row);
            Assert.True(category == error.CategoryInfo.Category, row);
            Assert.True(error.ToString().Contains(isChinese ? chinese : english, StringComparison.Ordinal), row);
            Assert.True(error.ToString().Contains("Words of the server", StringComparison.Ordinal), row);
            Assert.True(error.ErrorDetails.RecommendedAction.Contains(command, StringComparison.Ordinal), row);
            AssertIsExecutable(error.ErrorDetails.RecommendedAction);
        }
    }

    /// <summary>Errors that prove nothing lead to a read of the job, never to a repetition of the command.</summary>
    [Theory]
    [InlineData(1240001)]
    [InlineData(1240002)]
    [InlineData(1306201)]
    [InlineData(1650401)]
    public void Unknown_outcome_recommends_a_read(int code)
    {
        using Session session = Connect();
        ErrorRecord error = Fail(session, code);

        Assert.Equal(("BkJobOutcomeUnknown", OperationTimeout), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains("Get-BkJobInstanceStatus 100 -BizId 1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private Session Connect()
    {
        fixture.Server.Jobs.Add(new SimulatedJob { Id = 100, FixedStatus = 2, Steps = [new SimulatedStep { Hosts = 1, Seconds = 3600 }] });
        return Session.ConnectedTo(fixture.Server, "-Api EsbV3 -MaximumRetryCount 0");
    }

    private ErrorRecord Fail(
        Session session, int code, string operation = "operate_job_instance", string line = "Stop-BkJobInstance 100 -Confirm:$false")
    {
        fixture.Server.Faults.Clear();
        fixture.Server.Faults.Add(new Fault
        {
            Operation = operation,
            Times = null,
            Body = $$"""{"result":false,"code":{{code}},"message":"Words of the server","data":null}""",
        });
        return Assert.Single(session.Run(line).Errors);
    }

    /// <summary>The command is the last thing in the advice, can be pasted, and begins with a cmdlet of the module.</summary>
    private static void AssertIsExecutable(string advice)
    {
        string command = Command().Match(advice).Value;
        Ast script = Parser.ParseInput(command, out _, out ParseError[] errors);
        Assert.True(command.Length > 0 && errors.Length == 0, advice);
        Assert.All(script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>(), part =>
            Assert.Matches("^([A-Z][a-z]+-BkJob[A-Za-z]*|Format-List)$", part.GetCommandName()));
    }

    [GeneratedRegex("[A-Z][a-z]+-BkJob[A-Za-z]*(?: [^：。]*)?$")]
    private static partial Regex Command();
}
