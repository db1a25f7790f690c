using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Requests;

/// <summary>Handles the requests of a path: the layer in front of Job, and Job behind it.</summary>
internal interface IEndpoint
{
    /// <summary>Handles a request as the real server would.</summary>
    Response Handle(ApiRequest request);

    /// <summary>Rejects a request as the real server would.</summary>
    /// <param name="request">The request that is rejected.</param>
    /// <param name="rejection">Code and message.</param>
    /// <param name="status">The HTTP status; null for that of the code.</param>
    Response Reject(ApiRequest request, Rejection rejection, int? status);
}

/// <summary>Finds the endpoint of a path, whether the path exists or not.</summary>
internal sealed class Endpoints(IEndpoint esb, IEndpoint gateway)
{
    /// <summary>The paths of a gateway begin with /api/ and its name. All others are those of the ESB.</summary>
    public IEndpoint At(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/c/", StringComparison.Ordinal) ? gateway : esb;
}
