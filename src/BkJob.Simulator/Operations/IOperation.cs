using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Operations;

/// <summary>A call that Job offers, independent of the API. Its name is the last segment of its path in all APIs.</summary>
internal interface IOperation
{
    string Name { get; }

    /// <summary>The APIs that offer it.</summary>
    ServerApis Apis { get; }

    /// <summary>
    /// True for a call that is always a POST: it changes state, or has a body. Any other is a GET at the gateway; an ESB accepts both GET
    /// and POST.
    /// </summary>
    bool IsPost { get; }

    JobReply Handle(JobCall call);
}

/// <summary>A call as it reaches Job, after the ESB or the gateway has accepted it.</summary>
/// <param name="Api">The API of the request.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Messages">The messages in the language of the request.</param>
/// <param name="JobRequestId">Job's ID of the request.</param>
/// <param name="EsbRequestId">The ESB's ID of the request; null at the gateway, which returns its own in a header.</param>
internal sealed record JobCall(
    ServerApis Api, ApiParameters Parameters, JobMessages Messages, string JobRequestId, string? EsbRequestId = null)
{
    /// <summary>The user on whose behalf the request is sent.</summary>
    public required string User { get; init; }

    /// <summary>Reads a parameter that must be a positive number; 0 if it is absent or not positive.</summary>
    /// <returns>False if it is not a number.</returns>
    public bool TryPositive(string name, out long value)
    {
        var isNumber = Parameters.TryNumber(name, out var number);
        value = Math.Max(0, number.GetValueOrDefault());
        return isNumber;
    }
}

/// <summary>The result of a call: either a response or the error.</summary>
internal readonly record struct JobReply(Response? Response, Rejection? Rejection)
{
    public static implicit operator JobReply(Response response) => new(response, null);

    public static implicit operator JobReply(Rejection rejection) => new(null, rejection);
}
