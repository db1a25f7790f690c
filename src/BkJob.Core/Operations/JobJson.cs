using System.Text.Json.Serialization;

namespace BkJob.Operations;

/// <summary>The results of ordinary responses, as System.Text.Json reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OperateJobInstance.ResultDto))]
[JsonSerializable(typeof(IpLogsV3.IpLogsDto))]
[JsonSerializable(typeof(ObjectLogsV4.ObjectLogsDto))]
[JsonSerializable(typeof(GetHostLog.HostLogDto))]
[JsonSerializable(typeof(JobInstanceLogV2.StepLogDto[]))]
internal sealed partial class JobJson : JsonSerializerContext;
