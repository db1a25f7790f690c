using System.Globalization;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Job;

/// <summary>The errors of starts (protocol-actions.md §8), in the language of the request.</summary>
internal sealed class StartMessages(bool chinese)
{
    public Rejection NoHost => new(1244001, chinese ? "主机为空" : "Host is empty");

    public Rejection NoPlan => new(1244012, chinese ? "执行方案不存在" : "Job plan does not exist");

    public Rejection IllegalPlan => new(1244011, chinese ? "执行方案不合法" : "Job plan is illegal");

    public Rejection NoScript => new(1243001, chinese ? "脚本不存在" : "Script not exist");

    public Rejection NoScriptVersion => new(1243047, chinese ? "脚本版本不存在" : "Script version does not exist");

    public Rejection ScriptBanned =>
        new(1244014, chinese ? "脚本已禁用，无法执行" : "Script version has been banned, cannot be executed");

    public Rejection ScriptDraft =>
        new(1244018, chinese ? "脚本状态[未上线]，不支持执行" : "Script status [Not Online], cannot be executed");

    public Rejection DangerousScript => new(1244019, chinese ? "高危脚本，禁止执行" : "Dangerous script, cannot be executed");

    public Rejection Abandoned => new(1244025, chinese ? "任务被丢弃" : "Task abandoned");

    public Rejection InvalidLabels => new(1244031, chinese ? "Label Selector 不合法" : "Invalid Label Selector");

    public Rejection InvalidRolling => new(1244026, chinese ? "非法的滚动策略" : "Invalid rolling strategy");

    public Rejection ScopeQuota => Quota(1244032, "业务", "resource scope");

    public Rejection AppQuota => Quota(1244033, "应用", "bk app");

    public Rejection SystemQuota => Quota(1244034, "系统", "system");

    public string TimeoutWords =>
        chinese ? "作业超时时间必须在1到259200之间" : "Job timeout must be between 1 and 259200";

    public string NameLengthWords => chinese ? "任务名称长度不能超过512" : "The length of task_name must not exceed 512";

    public string ScriptSizeWords =>
        chinese ? "脚本内容大小不能超过16777215字节" : "The size of the script content must not exceed 16777215 bytes";

    public string CallbackWords => chinese
        ? "回调地址不合法或不在允许列表中，请联系平台管理员添加"
        : "Callback url is invalid or not in the allowed list, please contact the platform administrator to add it";

    /// <summary>The beginning of the name of a script start without a name.</summary>
    public string ScriptName => chinese ? "快速执行脚本" : "Fast Execute Script";

    /// <summary>The beginning of the name of a file start without a name.</summary>
    public string FileName => chinese ? "快速分发文件" : "Fast Transfer File";

    /// <summary>The name of an IAM action.</summary>
    public static string NameOfAction(string id) => id switch
    {
        "launch_job_plan" => "Launch Job Plan",
        "quick_execute_script" => "Quick Execute Script",
        "execute_script" => "Execute Script",
        "quick_transfer_file" => "Quick Transfer File",
        _ => "Use Account",
    };

    public Rejection InvalidParameter(string name) =>
        new(1241005, chinese ? $"请求参数[{name}]不合法" : $"Invalid request parameter [{name}]");

    public Rejection NoAccount(AccountReference account)
    {
        var name = account.Id?.ToString(CultureInfo.InvariantCulture) ?? account.Alias;
        return new(1244003, chinese ? $"账号[{name}]不存在" : $"Account [{name}] does not exist");
    }

    public Rejection NoHostVariable(string name) =>
        new(1244008, chinese ? $"作业引用的主机列表变量[{name}]不存在" : $"HOST variable [{name}] does not exist");

    public Rejection EmptyTarget(string step) =>
        new(1244028, chinese ? $"步骤 [{step}] 的目标执行对象为空" : $"Step [{step}] target execute object is empty");

    public Rejection EmptySource(string step) =>
        new(1244029, chinese ? $"步骤 [{step}] 的源文件执行对象为空" : $"Step [{step}] source execute object is empty");

    public Rejection InvalidHosts(JobScope scope, IReadOnlyList<string> hosts)
    {
        var (name, list) = ($"{scope.TypeName} {scope.Id}", string.Join(',', hosts));
        return new(1244002, chinese
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"主机无效，请检查源主机或目标主机是否存在于配置平台的业务 [{name}] 下。若需跨业务使用主机，请联系作业平台管理员添加白名单。无效的{hosts.Count}台主机：[{list}]")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Hosts invalid. Please check whether the source or target host exists under the business [{name}] of CMDB. Besides, "
                    + $"please contact JOB administrator to add them to ip whitelist if you have to use hosts between businesses. "
                    + $"Invalid {hosts.Count} hosts:{list}"));
    }

    /// <summary>The error of the builds that know containers, instead of <see cref="InvalidHosts"/>.</summary>
    public Rejection InvalidObjects(JobScope scope, IReadOnlyList<string> hosts)
    {
        var (name, list) = ($"{scope.TypeName} {scope.Id}", string.Join(',', hosts));
        return new(1244030, chinese
            ? $"作业引用的执行对象不存在。请检查执行对象是否存在于配置平台的业务 [{name}] 下。无效的执行对象：[{list}]"
            : "Execute object referenced by the job does not exist. Please check whether the execute object exists under the business "
                + $"[{name}] of CMDB. Invalid execute objects: [{list}]");
    }

    public Rejection TooManyTargets(int limit) => Limit(
        1244022, "脚本任务目标服务器数量超过限制：", "The number of script task target servers exceeds the limit: ", limit);

    public Rejection TooManyFileTasks(int limit) =>
        Limit(1244021, "文件任务数量超过限制：", "The number of file tasks exceeds the limit:", limit);

    public Rejection TooManyBatches(int limit) => Limit(1244027, "滚动批次不能大于", "Rolling batch can not be greater than ", limit);

    // The server groups the digits.
    private Rejection Limit(int code, string chineseWords, string words, int limit) =>
        new(code, string.Create(CultureInfo.InvariantCulture, $"{(chinese ? chineseWords : words)}{limit:N0}"));

    private Rejection Quota(int code, string chineseOwner, string owner) => new(code, chinese
        ? $"当前执行的作业总量超过{chineseOwner}配额限制"
        : $"The total number of jobs currently executed exceeds the {owner} quota limit");
}
