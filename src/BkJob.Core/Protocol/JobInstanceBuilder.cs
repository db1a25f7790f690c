using BkJob.Hosts;
using static BkJob.Protocol.StatusAnswer;

namespace BkJob.Protocol;

/// <summary>Makes the objects out of an answer, or says which field is missing: a half-filled object helps nobody.</summary>
internal static class JobInstanceBuilder
{
    /// <summary>Looks for what no object can be without.</summary>
    /// <param name="answer">What the server said.</param>
    /// <param name="names">What the dialect calls its fields.</param>
    /// <returns>Null when all is there.</returns>
    public static ResponseParseError? FindMissing(StatusAnswer answer, FieldNames names)
    {
        string? missing =
            !answer.HasData ? "data"
            : answer.Job is null ? names.Job
            : answer.Job.Id is null ? $"{names.Job}.job_instance_id"
            : answer.Job.Status is null ? $"{names.Job}.status"
            : FindMissingInSteps(answer, names);
        return missing is null ? null : ResponseParseError.Missing(missing);
    }

    private static string? FindMissingInSteps(StatusAnswer answer, FieldNames names)
    {
        for (int b = 0; b < answer.Blocks.Count; b++)
        {
            for (int s = 0; s < answer.Blocks[b].Steps.Count; s++)
            {
                StepFields step = answer.Blocks[b].Steps[s];
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

    /// <summary>Builds the job; <see cref="FindMissing"/> has found nothing.</summary>
    /// <param name="answer">What the server said.</param>
    /// <param name="requestId">The id to quote.</param>
    /// <param name="asked">What becomes of the hosts.</param>
    public static JobInstance Build(StatusAnswer answer, string? requestId, HostsAsked asked)
    {
        JobFields job = answer.Job!;
        var status = (JobStatus)job.Status!;
        bool isFinished = status.IsFinished(answer.IsFinished);
        bool withHosts = asked.AreSent && asked.IsWanted(status, isFinished);
        bool hasSteps = answer.HasBlocks && answer.Blocks.TrueForAll(block => block.HasSteps);
        StepBlock[] blocks = [.. answer.Blocks.Select(block => Build(block, answer, asked, withHosts))];
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
            Hosts = hasSteps && asked.AreSent && !Array.Exists(steps, step => step.LacksHosts)
                ? HostSummary.Sum(steps.Select(step => step.Hosts).OfType<HostSummary>())
                : null,
            HostsIncluded = withHosts && hasSteps && Array.TrueForAll(steps, step => step.HostsIncluded),
            LacksSteps = !hasSteps,
            RequestId = requestId,
        };
    }

    private static StepBlock Build(BlockFields block, StatusAnswer answer, HostsAsked asked, bool withHosts) => new()
    {
        Type = (StepType?)block.Type,
        Order = block.Order,
        Name = block.Name,
        Steps = new ItemList<StepInstance>(block.Steps.ConvertAll(step => Build(step, answer, asked, withHosts))),
    };

    private static StepInstance Build(StepFields step, StatusAnswer answer, HostsAsked asked, bool withHosts)
    {
        JobFields job = answer.Job!;
        HostColumnBuilder? hosts = asked.AreSent ? HostsOf(step, asked) : null;
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
            Table = withHosts ? hosts?.Build(asked.Only) ?? HostColumns.Empty : HostColumns.Empty,
            Hosts = hosts?.Summarize(),
            HostsIncluded = withHosts && hosts is not null,
        };
    }

    /// <summary>
    /// The hosts of a step; null where the server sent null or nothing, which does not mean that there are none. An API that leaves empty
    /// lists out is believed for a step that can have no hosts.
    /// </summary>
    private static HostColumnBuilder? HostsOf(StepFields step, HostsAsked asked) =>
        step.Hosts ?? (asked.EmptyIsLeftOut && !StatusClassifier.HasHosts((StepType?)step.Type, (JobStatus)step.Status!) ? new HostColumnBuilder() : null);
}
