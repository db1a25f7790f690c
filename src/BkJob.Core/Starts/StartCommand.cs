using BkJob.Operations;
using BkJob.Protocol;

namespace BkJob.Starts;

/// <summary>A start: the request, and how its job is recognized in the history if the response is lost.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Request">The request.</param>
internal sealed record StartCommand<TRequest>(Operation<TRequest, CreatedJob> Operation, TRequest Request)
    where TRequest : StartRequest
{
    /// <summary>The name of the job, with a marker that no other job has; null for a plan, whose jobs have the name of the plan.</summary>
    public string? UniqueName { get; init; }

    /// <summary>The plan, whose jobs since the start are candidates; null for other jobs.</summary>
    public long? PlanId { get; init; }
}
