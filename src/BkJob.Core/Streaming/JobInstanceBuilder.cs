using BkJob.Protocol;
using static BkJob.Streaming.JobStatusResponse;

namespace BkJob.Streaming;

/// <summary>Builds a job from a response. A missing required field is an error, because a partial object would be misleading.</summary>
internal static class JobInstanceBuilder
{
    /// <summary>Finds the first required field that is missing, named as in the API.</summary>
    /// <returns>Null if no required field is missing.</returns>
    public static ResponseParseError? FindMissing(JobStatusResponse response, PartNames names)
    {
        string? missing =
            !response.HasData ? "data"
            : response.Job is null ? names.Job
            : response.Job.Id is null ? $"{names.Job}.job_instance_id"
            : response.Job.Status is null ? $"{names.Job}.status"
            : FindMissingInSteps(response, names);
        return missing is null ? null : ResponseParseError.Missing(missing);
    }

    private static string? FindMissingInSteps(JobStatusResponse response, PartNames names)
    {
        for (int b = 0; b < response.Blocks.Count; b++)
        {
            for (int s = 0; s < response.Blocks[b].Steps.Count; s++)
            {
                StepFields step = response.Blocks[b].Steps[s];
                int host = step.Hosts?.FindWithoutStatus() ?? -1;
                int operation = step.Operations?.FindIndex(o => o.Code is null) ?? -1;
                string? field =
                    step.Id is null ? "step_instance_id"
                    : step.Status is null ? "status"
                    : operation >= 0 ? $"operation_list[{operation}].operation_code"
                    : host >= 0 ? $"{names.Hosts}[{host}].status"
                    : null;
                if (field is not null)
                {
                    return $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, names.Step, b, s)}.{field}";
                }
            }
        }

        return null;
    }

    /// <summary>Builds the job, after <see cref="FindMissing"/> has returned null.</summary>
    public static JobInstance Build(JobStatusResponse response, string? requestId, HostOptions options)
    {
        JobFields job = response.Job!;
        var status = (JobStatus)job.Status!;
        bool isFinished = status.IsFinished(response.IsFinished);
        bool withHosts = options.AreKept(status, isFinished);
        bool hasSteps = response.HasBlocks && response.Blocks.TrueForAll(block => block.HasSteps);
        StepBlock[] blocks = [.. response.Blocks.Select(block => Build(block, response, options, withHosts))];
        StepInstance[] steps = [.. blocks.SelectMany(block => block.Steps)];
        return new JobInstance
        {
            Id = job.Id!.Value,
            BizId = job.BizId,
            ScopeType = job.ScopeType,
            ScopeId = job.ScopeId,
            Name = job.Name ?? "",
            Status = status,
            IsFinished = isFinished,
            Operator = job.Operator,
            StartWay = (StartWay?)job.StartWay,
            PlanId = job.PlanId,
            CreateTime = job.CreateTime,
            StartTime = job.StartTime,
            EndTime = job.EndTime,
            TotalTime = job.TotalTime,
            CurrentStepInstanceId = job.CurrentStepInstanceId,
            Blocks = new ItemList<StepBlock>(blocks),
            Steps = new ItemList<StepInstance>(steps),
            Hosts = hasSteps && options.AreSent && !Array.Exists(steps, step => step.LacksHosts)
                ? HostSummary.Sum(steps.Select(step => step.Hosts).OfType<HostSummary>())
                : null,
            HostsIncluded = withHosts && hasSteps && Array.TrueForAll(steps, step => step.HostsIncluded),
            LacksSteps = !hasSteps,
            RequestId = requestId,
        };
    }

    private static StepBlock Build(BlockFields block, JobStatusResponse response, HostOptions options, bool withHosts) => new()
    {
        Type = (StepType?)block.Type,
        Order = block.Order,
        Name = block.Name,
        Steps = new ItemList<StepInstance>(block.Steps.ConvertAll(step => Build(step, response, options, withHosts))),
    };

    private static StepInstance Build(StepFields step, JobStatusResponse response, HostOptions options, bool withHosts)
    {
        JobFields job = response.Job!;
        HostColumnBuilder? hosts = options.AreSent ? HostsOf(step, options) : null;
        return new StepInstance
        {
            Id = step.Id!.Value,
            JobInstanceId = job.Id!.Value,
            BizId = job.BizId,
            Scope = new JobScope(job.BizId, job.ScopeType, job.ScopeId),
            StepId = step.StepId,
            Name = step.Name,
            Type = (StepType?)step.Type,
            Status = (JobStatus)step.Status!,
            Operator = step.Operator,
            PauseAfter = step.PauseAfter,
            Order = step.Order,
            RetryCount = step.RetryCount ?? 0,
            CreateTime = step.CreateTime,
            StartTime = step.StartTime,
            EndTime = step.EndTime,
            TotalTime = step.TotalTime,
            Operations = new ItemList<StepOperation>(
                step.Operations?.ConvertAll(o => new StepOperation(o.Code!.Value, o.Name ?? "")) ?? []),
            HasOperations = step.Operations is not null,
            Table = withHosts ? hosts?.Build(options.Filter) ?? HostColumns.Empty : HostColumns.Empty,
            Hosts = hosts?.Summarize(),
            HostsIncluded = withHosts && hosts is not null,
        };
    }

    // Null if the server sent null or no list, which does not prove that there are no hosts. If the API omits empty lists, an absent one
    // is treated as empty for a step that cannot have hosts.
    private static HostColumnBuilder? HostsOf(StepFields step, HostOptions options) =>
        step.Hosts ?? (options.EmptyIsOmitted && !StatusClassifier.HasHosts((StepType?)step.Type, (JobStatus)step.Status!) ? new HostColumnBuilder() : null);
}
