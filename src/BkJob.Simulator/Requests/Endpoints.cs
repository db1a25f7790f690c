namespace BkJob.Simulator.Requests;

/// <summary>Which endpoint a path belongs to, be there anything at it or not.</summary>
internal sealed class Endpoints(IEndpoint esb, IEndpoint gateway)
{
    /// <summary>The paths of a gateway begin with /api/ and its name. What is nobody's is taken for the ESB's.</summary>
    public IEndpoint At(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/c/", StringComparison.Ordinal) ? gateway : esb;
}
