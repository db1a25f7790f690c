using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Job;

/// <summary>
/// Reads the parameters of v3: an ESB forwards them as a POST, the gateway as a GET, and Job validates the two differently.
/// </summary>
internal static class V3Query
{
    public static StatusQuery Read(ApiParameters parameters, bool byPost, JobMessages messages)
    {
        if (!parameters.TryNumber("job_instance_id", out var id)
            || !parameters.TryNumber("bk_biz_id", out var business)
            || !parameters.TryFlag("return_ip_result", out var withHosts)
            || (id is null && !byPost))
        {
            return StatusQuery.Rejected(messages.BadRequest);
        }

        var (type, scopeId) = (parameters["bk_scope_type"], parameters["bk_scope_id"]);
        if (byPost && BadField(type, scopeId, business) is { } field)
        {
            return StatusQuery.Rejected(messages.InvalidField(field));
        }

        if (id is null or < 1)
        {
            return StatusQuery.Rejected(messages.IllegalParameter("job_instance_id"));
        }

        // The scope of a GET is not validated, and the server fails for an invalid one.
        return ScopeOf(type, scopeId, business) is { } scope
            ? new StatusQuery(id.Value, scope, withHosts, null)
            : StatusQuery.Rejected(messages.InternalError);
    }

    // The pair takes precedence over the business ID, even if it is incomplete.
    private static JobScope? ScopeOf(string? type, string? id, long? business) => (type, id) switch
    {
        (null, null) => business is { } number ? JobScope.OfBusiness(number) : null,
        ({ } known, { } wanted) when JobScope.IsType(known) => new JobScope(known, wanted),
        _ => null,
    };

    private static string? BadField(string? type, string? id, long? business) =>
        type is null && id is null && business is not null ? (business < 1 ? "bk_biz_id" : null)
        : !JobScope.IsType(type) ? "bk_scope_type"
        : id is null ? "bk_scope_id"
        : null;
}
