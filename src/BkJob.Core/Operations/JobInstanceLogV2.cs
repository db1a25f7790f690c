using BkJob.Logs;
using BkJob.Protocol;

namespace BkJob.Operations;

/// <summary>
/// The logs of all hosts of all steps (<c>get_job_instance_log</c>, protocol.md §3, protocol-actions.md §1.2), the only call of Job 2.x. The
/// requested step is selected from the response; a step that has not started has no results.
/// </summary>
internal static class JobInstanceLogV2
{
    public const string Name = "get_job_instance_log";

    private static readonly ResponseParseError NoStep = ResponseParseError.Missing("data[].step_instance_id");

    public static ResponseReader<HostLogResult> CreateReader(HostLogRequest request) => new JsonResponseReader<StepLogDto[], HostLogResult>(
        JobJson.Default.StepLogDtoArray,
        steps => Find(steps, request) is null ? NoStep : null,
        steps => new HostLogResult([.. Find(steps, request)!.ToRows()]));

    private static StepLogDto? Find(StepLogDto?[] steps, HostLogRequest request) =>
        Array.Find(steps, step => step?.StepInstanceId == request.StepInstanceId);

    // The call escapes the text for HTML, exactly once. The ampersand is last, so that a text with "&lt;" in it is not unescaped twice.
    private static string? Unescape(string? text) => string.IsNullOrEmpty(text)
        ? null
        : text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    internal sealed record StepLogDto(long? StepInstanceId, StepLogResultDto?[]? StepResults)
    {
        public IEnumerable<HostLogRow> ToRows() => (StepResults ?? []).OfType<StepLogResultDto>()
            .SelectMany(result => result.IpLogs ?? []).OfType<IpLogDto>()
            .Select(log => new HostLogRow(new HostKey(null, log.BkCloudId, log.Ip), Unescape(log.LogContent)) { Attempt = log.ExecuteCount ?? log.RetryCount });
    }

    internal sealed record StepLogResultDto(IpLogDto?[]? IpLogs);

    internal sealed record IpLogDto(string? Ip, long? BkCloudId, int? ExecuteCount, int? RetryCount, string? LogContent);
}
