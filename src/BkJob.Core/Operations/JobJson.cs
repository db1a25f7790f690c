using System.Text.Json.Serialization;

namespace BkJob.Operations;

/// <summary>The results of ordinary responses, as System.Text.Json reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OperateJobInstance.ResultDto))]
internal sealed partial class JobJson : JsonSerializerContext;
