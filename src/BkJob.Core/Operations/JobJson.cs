using System.Text.Json.Serialization;

namespace BkJob.Operations;

/// <summary>The results of ordinary responses, as System.Text.Json reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OperateJobInstance.ResultDto))]
[JsonSerializable(typeof(OperateStepInstance.StepResultDto))]
[JsonSerializable(typeof(StartResult.CreatedJobDto))]
[JsonSerializable(typeof(IpLogsV3.IpLogsDto))]
[JsonSerializable(typeof(ObjectLogsV4.ObjectLogsDto))]
[JsonSerializable(typeof(GetHostLog.HostLogDto))]
[JsonSerializable(typeof(JobInstanceLogV2.StepLogDto[]))]
[JsonSerializable(typeof(GetJobInstanceList.InstanceListDto))]
[JsonSerializable(typeof(GetJobPlanList.PlanListDto))]
[JsonSerializable(typeof(GetJobPlanList.PlanListV2Dto))]
[JsonSerializable(typeof(GetJobPlanDetail.PlanDto))]
[JsonSerializable(typeof(GetJobPlanDetail.PlanV2Dto))]
[JsonSerializable(typeof(GetJobInstanceGlobalVarValue.VariableValuesDto))]
[JsonSerializable(typeof(GetJobInstanceGlobalVarValue.VariableValuesV2Dto))]
internal sealed partial class JobJson : JsonSerializerContext;
