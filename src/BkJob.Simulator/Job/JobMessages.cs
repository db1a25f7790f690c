using BkJob.Simulator.Answers;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Job;

/// <summary>What Job says when it says no, in the language that the request asks for.</summary>
internal sealed class JobMessages(bool chinese)
{
    public Refusal NoSuchInstance => new(1244006, chinese ? "任务实例不存在" : "Task instance does not exist");

    public Refusal NoSuchStep => new(1244007, chinese ? "任务步骤实例不存在" : "Task step instance does not exist");

    public Refusal BadRequest => new(1240003, chinese ? "错误的请求" : "Bad Request");

    /// <summary>The ESB's default is English; Job reads this header and not Accept-Language.</summary>
    public static JobMessages For(ApiRequest request) =>
        new(request.Headers.TryGetValue("Blueking-Language", out var language)
            && language.StartsWith("zh", StringComparison.OrdinalIgnoreCase));

    public Refusal IllegalParameter(string name) => new(
        1241007, chinese ? $"请求参数缺失或者错误 [{name}]" : $"Missing or invalid request parameter [{name}]");
}
