using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Requests;

/// <summary>What stands at a path: the layer in front of Job, and the Job behind it.</summary>
internal interface IEndpoint
{
    /// <summary>What the real one would answer.</summary>
    Answer Ask(ApiRequest request);

    /// <summary>Dresses a "no" as the real one would.</summary>
    /// <param name="request">The request that is refused.</param>
    /// <param name="refusal">Code and message.</param>
    /// <param name="status">The HTTP status; null for the one that belongs to the code.</param>
    Answer Refuse(ApiRequest request, Refusal refusal, int? status);
}
