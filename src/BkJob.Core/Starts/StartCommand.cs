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

    /// <summary>The name of the plan, which its jobs have; null for other jobs.</summary>
    public string? PlanName { get; init; }

    /// <summary>Checks that a response is about the job of this start, as far as it identifies the job.</summary>
    /// <param name="name">The name of the job; null or empty if the response has none.</param>
    /// <param name="planId">The plan of the job; null if the response has none.</param>
    /// <exception cref="OtherJobException">It is about another job.</exception>
    public void Verify(string? name, long? planId = null)
    {
        bool isOther =
            PlanId is { } plan && planId is { } other ? other != plan
            : !string.IsNullOrEmpty(name) && (UniqueName is not null ? !StartMarker.Marks(name, UniqueName) : PlanName is not null && name != PlanName);
        if (isOther)
        {
            throw new OtherJobException(UniqueName ?? PlanName ?? FormattableString.Invariant($"{PlanId}"));
        }
    }
}
