using System.Text.Json.Serialization;

namespace BkJob.Benchmarks.Ways;

/// <summary>A response: what every call has in common, and its result.</summary>
/// <typeparam name="T">The result.</typeparam>
public sealed class ResponseDto<T>
{
    public int Code { get; set; }

    public bool Result { get; set; }

    public string? Message { get; set; }

    public string? RequestId { get; set; }

    public T? Data { get; set; }
}

/// <summary>The logs of a batch of hosts.</summary>
public sealed class LogBatchDto
{
    public long JobInstanceId { get; set; }

    public long StepInstanceId { get; set; }

    public LogDto[]? ScriptTaskLogs { get; set; }
}

/// <summary>The log of a host.</summary>
public sealed class LogDto
{
    public long? BkHostId { get; set; }

    public long? HostId { get; set; }

    public long? BkCloudId { get; set; }

    public string? Ip { get; set; }

    [JsonPropertyName("ipv6")]
    public string? Ipv6 { get; set; }

    public string? LogContent { get; set; }
}

/// <summary>A page of the history.</summary>
public sealed class HistoryPageDto
{
    public int Start { get; set; }

    public int Length { get; set; }

    public int Total { get; set; }

    public HistoryRowDto[]? Data { get; set; }
}

/// <summary>A job of the history.</summary>
public sealed class HistoryRowDto
{
    public long? BkBizId { get; set; }

    public string? BkScopeType { get; set; }

    public string? BkScopeId { get; set; }

    public long? JobInstanceId { get; set; }

    public long? JobPlanId { get; set; }

    public long? JobTemplateId { get; set; }

    public string? Name { get; set; }

    public string? Operator { get; set; }

    public int? LaunchMode { get; set; }

    public int? Status { get; set; }

    public long? StartTime { get; set; }

    public long? EndTime { get; set; }

    public long? TotalTime { get; set; }

    public long? CreateTime { get; set; }

    public int? Type { get; set; }
}

/// <summary>The generated code that reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResponseDto<LogBatchDto>))]
[JsonSerializable(typeof(ResponseDto<HistoryPageDto>))]
internal sealed partial class SourceGenerationJson : JsonSerializerContext;
