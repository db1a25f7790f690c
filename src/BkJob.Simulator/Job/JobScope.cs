using System.Diagnostics.CodeAnalysis;
using System.Globalization;

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

    public static JobScope Of(SimulatedJob job)
    {
        var byBusiness = OfBusiness(job.BizId);
        return new JobScope(job.ScopeType ?? byBusiness.Type, job.ScopeId ?? byBusiness.Id);
    }
}
