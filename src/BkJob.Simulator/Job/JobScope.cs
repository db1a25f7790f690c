using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>The scope of a job, or of a query.</summary>
/// <param name="Type">biz, biz_set or tenant_set.</param>
/// <param name="Id">The id as text.</param>
internal readonly record struct JobScope(string Type, string Id)
{
    /// <summary>The name of the type for users.</summary>
    public string TypeName => Type switch
    {
        "biz" => "Business",
        "biz_set" => "Business Set",
        _ => "Tenant Set",
    };

    /// <summary>True for the types that exist.</summary>
    public static bool IsType([NotNullWhen(true)] string? type) => type is "biz" or "biz_set" or "tenant_set";

    /// <summary>The scope of a business ID: a range of them represents business sets.</summary>
    public static JobScope OfBusiness(long id) =>
        new(id is >= 8_000_000 and <= 9_999_999 ? "biz_set" : "biz", id.ToString(CultureInfo.InvariantCulture));

    public static JobScope Of(SimulatedJob job) => Of(job.BizId, job.ScopeType, job.ScopeId);

    public static JobScope Of(SimulatedPlan plan) => Of(plan.BizId, plan.ScopeType, plan.ScopeId);

    private static JobScope Of(long bizId, string? type, string? id)
    {
        var byBusiness = OfBusiness(bizId);
        return new JobScope(type ?? byBusiness.Type, id ?? byBusiness.Id);
    }
}

/// <summary>Reads the scope of a call: a business ID, or a pair of type and ID, which overrides the business ID.</summary>
internal static class ScopeParameters
{
    /// <summary>Reads the scope like v2 of Job 3.x: half a pair overrides the business ID as well, and is rejected.</summary>
    public static Rejection? RejectV2(ApiParameters parameters, JobMessages messages, ref JobScope scope)
    {
        var type = parameters["bk_scope_type"];
        var id = parameters["bk_scope_id"];
        if (type is null && id is null)
        {
            var business = 0L;
            var rejection = RejectId(parameters["bk_biz_id"], "bk_biz_id", messages, ref business);
            scope = JobScope.OfBusiness(business);
            return rejection;
        }

        scope = new JobScope(type ?? "", id ?? "");
        return !JobScope.IsType(type) ? messages.IllegalParameter("bk_scope_type")
            : id is null ? messages.IllegalParameter("bk_scope_id")
            : null;
    }

    /// <summary>Validates an ID of v2, which must be present and positive.</summary>
    public static Rejection? RejectId(string? text, string name, JobMessages messages, ref long value) =>
        text is null ? messages.IllegalParameter(name)
        : !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value) ? messages.BadRequest
        : value < 1 ? messages.IllegalParameter(name)
        : null;

    /// <summary>The error of v3 for a POST with an invalid scope; a GET is not validated.</summary>
    public static Rejection? RejectV3(ApiParameters parameters, long? business, JobMessages messages) =>
        InvalidField(parameters["bk_scope_type"], parameters["bk_scope_id"], business) is { } field ? messages.InvalidField(field) : null;

    /// <summary>The scope of v3; null if it is not valid.</summary>
    public static JobScope? ReadV3(ApiParameters parameters, long? business) =>
        (parameters["bk_scope_type"], parameters["bk_scope_id"]) switch
        {
            (null, null) => business is { } number ? JobScope.OfBusiness(number) : null,
            ({ } type, { } id) when JobScope.IsType(type) => new JobScope(type, id),
            _ => null,
        };

    /// <summary>Reads the scope of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isPost">Whether the gateway accepts a POST; an ESB always sends one to Job.</param>
    /// <param name="scope">The scope.</param>
    /// <returns>The error; null if the scope is valid.</returns>
    public static Rejection? Reject(JobCall call, bool isPost, out JobScope scope)
    {
        scope = default;
        return call.Api switch
        {
            ServerApis.EsbV2 => RejectV2(call.Parameters, call.Messages, ref scope),
            ServerApis.GatewayV4 => RejectV4(call.Parameters, call.Messages, out scope),
            _ => RejectV3(call, isPost || call.Api == ServerApis.EsbV3, out scope),
        };
    }

    private static Rejection? RejectV3(JobCall call, bool isPost, out JobScope scope)
    {
        scope = default;
        if (!call.Parameters.TryNumber("bk_biz_id", out var business))
        {
            return call.Messages.BadRequest;
        }

        if (isPost && RejectV3(call.Parameters, business, call.Messages) is { } rejection)
        {
            return rejection;
        }

        // The scope of a GET is not validated, and the server fails for an invalid one.
        var read = ReadV3(call.Parameters, business);
        scope = read.GetValueOrDefault();
        return read is null ? call.Messages.InternalError : null;
    }

    private static Rejection? RejectV4(ApiParameters parameters, JobMessages messages, out JobScope scope)
    {
        var (type, id) = (parameters["bk_scope_type"], parameters["bk_scope_id"]);
        scope = new JobScope(type ?? "", id ?? "");
        if (new[] { "bk_scope_type", "bk_scope_id" }.FirstOrDefault(name => !parameters.Has(name)) is { } missing)
        {
            return messages.MissingParameter(missing);
        }

        return !JobScope.IsType(type) ? messages.InvalidFields([("scopeType", messages.ScopeTypeWords)])
            : id is null ? messages.InvalidFields([("scopeId", messages.ScopeIdWords)])
            : null;
    }

    private static string? InvalidField(string? type, string? id, long? business) =>
        type is null && id is null && business is not null ? (business < 1 ? "bk_biz_id" : null)
        : !JobScope.IsType(type) ? "bk_scope_type"
        : id is null ? "bk_scope_id"
        : null;
}
