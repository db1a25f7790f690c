using System.Globalization;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>The error messages of Job, in the language of the request.</summary>
internal sealed class JobMessages(bool chinese)
{
    private const string Header = "Blueking-Language";

    /// <summary>The errors of starts.</summary>
    public StartMessages Starts { get; } = new(chinese);

    public Rejection NoSuchInstance => new(1244006, chinese ? "作业实例不存在" : "Task instance does not exist");

    public Rejection NoSuchStep => new(1244007, chinese ? "作业步骤实例不存在" : "Task step instance does not exist");

    public Rejection BadRequest => new(1240003, chinese ? "错误的请求" : "Bad Request");

    public Rejection InternalError => new(1240002, chinese ? "内部服务器异常" : "Internal Server Error");

    public Rejection InvalidParameters => new(1241002, chinese ? "请求参数不合法" : "Invalid request parameters");

    public Rejection UnsupportedOperation => new(1241003, chinese ? "不支持的操作" : "Unsupported operation");

    public Rejection NotApprover =>
        new(1244016, chinese ? "只有步骤的确认人可以操作" : "Only the confirmer of the step can operate");

    public string ScopeTypeWords =>
        chinese ? "参数 bk_scope_type 取值只能为 biz 或 biz_set" : "The param 'bk_scope_type' must be 'biz' or 'biz_set'";

    public string ScopeIdWords => chinese ? "参数 bk_scope_id 不能为空" : "The param 'bk_scope_id' cannot be empty";

    public Rejection NoSuchPlan => new(1243009, chinese ? "执行方案不存在" : "Job plan does not exist");

    public string StepInstanceIdWords => chinese ? "步骤实例ID必须为正整数" : "Step instance id must be a positive number";

    public string NoTargetWords => chinese ? "主机不能为空" : "Hosts can not be empty";

    public string TargetCountWords => chinese
        ? "单次查询的执行对象数量必须在1到50之间"
        : "The number of execute objects for a single query must be between 1 and 50";

    public string JobInstanceIdWords => chinese ? "任务实例ID必须为正整数" : "Job instance id must be a positive number";

    /// <summary>Messages through an ESB, whose default is English; Job reads this header and not Accept-Language.</summary>
    public static JobMessages ThroughEsb(ApiRequest request) =>
        new(request.Header(Header)?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Messages behind the gateway, where Job's default applies, which is Chinese.</summary>
    public static JobMessages ThroughGateway(ApiRequest request) =>
        new(!string.Equals(request.Header(Header), "en", StringComparison.OrdinalIgnoreCase));

    public Rejection IllegalParameter(string name) => new(
        1241007, chinese ? $"请求参数[{name}]缺失或不合法" : $"Missing or invalid request parameter [{name}]");

    public Rejection MissingParameter(string name) => new(1241004, chinese ? $"请求参数[{name}]缺失" : $"Missing request parameter [{name}]");

    public Rejection RepeatedStart(long id) => new(1241015, chinese
        ? string.Create(CultureInfo.InvariantCulture, $"不支持的操作，请勿重复启动作业,job_instance_id={id}")
        : string.Create(CultureInfo.InvariantCulture, $"Unsupported operation,do not repeat start the job,job_instance_id={id}"));

    public Rejection IllegalParameter(string name, string reason) => new(1241010, chinese
        ? $"请求参数[{name}]不合法，原因：{reason}"
        : $"Invalid request parameter [{name}], reason: {reason}");

    /// <summary>The user is neither the one who started the job nor permitted to view it.</summary>
    public Rejection NoPermission(string user, JobScope scope) => new(
        Rejection.NoPermission,
        chinese
            ? $"用户({user})权限不足，请前往权限中心确认并申请补充后重试"
            : $"User ({user}) permission not allowed, please confirm and apply permission in IAM and try again")
    {
        Scope = scope,
    };

    public string RangeWords(string name, int low, int high) => chinese
        ? string.Create(CultureInfo.InvariantCulture, $"参数 {name} 取值范围为 [{low},{high}]")
        : string.Create(CultureInfo.InvariantCulture, $"The param '{name}' must be in range: [{low},{high}]");

    public Rejection WrongType(string name) => new(1241020, chinese ? $"请求参数[{name}]类型错误" : $"Parameter [{name}] type mismatch");

    /// <summary>v3 returns the error of a field instead of its "Bad Request".</summary>
    public Rejection InvalidField(string name) => BadRequest with
    {
        Message = (name, chinese) switch
        {
            ("bk_biz_id", true) => "非法的业务 ID",
            ("bk_scope_type", true) => "非法的资源范围类型",
            ("bk_scope_id", true) => "非法的资源范围 ID",
            _ => $"Invalid {name}",
        },
    };

    /// <summary>v3 returns the text of a validation instead of its "Bad Request".</summary>
    public Rejection Invalid(string words) => BadRequest with { Message = words };

    /// <summary>v4 lists the fields in the message and their errors in the details.</summary>
    public Rejection InvalidFields(IReadOnlyList<(string Field, string Words)> faults)
    {
        var fields = string.Join(',', faults.Select(fault => fault.Field));
        return new Rejection(1241025, chinese ? $"字段[{fields}]绑定失败" : $"Fields [{fields}] bind failed")
        {
            Details = [.. faults.Select(fault => fault.Words)],
        };
    }
}
