using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Starts;

/// <summary>A check has rejected a start, before anything was inserted.</summary>
/// <param name="rejection">The error.</param>
internal sealed class StartRejectedException(Rejection rejection) : Exception(rejection.Message)
{
    public Rejection Rejection => rejection;
}
