namespace BkJob.Simulator.Requests;

/// <summary>Finds the endpoint of a path, whether the path exists or not.</summary>
internal sealed class Endpoints(IEndpoint esb, IEndpoint gateway)
{
    /// <summary>The paths of a gateway begin with /api/ and its name. All others are those of the ESB.</summary>
    public IEndpoint At(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/c/", StringComparison.Ordinal) ? gateway : esb;
}
