using BkJob.Simulator.Operations;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>The scope and page of a list of accounts or scripts (protocol-actions.md §2.4).</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Page">The page.</param>
internal sealed record ResourceQuery(JobScope Scope, ListPage Page)
{
    private const int MaxLength = 1000;

    /// <summary>Reads a query.</summary>
    /// <param name="call">The call.</param>
    /// <param name="numbers">The names of the numeric filters.</param>
    /// <param name="query">The query.</param>
    /// <returns>The error; null if the query is valid.</returns>
    public static Rejection? Read(JobCall call, IReadOnlyList<string> numbers, out ResourceQuery query)
    {
        query = null!;
        if (ScopeParameters.Reject(call, isPost: false, out var scope) is { } rejection)
        {
            return rejection;
        }

        if (!call.Parameters.TryNumber("start", out var start) || !call.Parameters.TryNumber("length", out var length)
            || numbers.Any(name => !call.Parameters.TryNumber(name, out _)))
        {
            return call.Messages.BadRequest;
        }

        // A longer page is cut without an error.
        query = new ResourceQuery(scope, ListPage.Of(start, length is > MaxLength ? MaxLength : length));
        return null;
    }
}
