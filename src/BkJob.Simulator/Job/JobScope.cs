using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BkJob.Simulator.Job;

/// <summary>Where a job lives, and where it is looked for.</summary>
/// <param name="Type">biz, biz_set or tenant_set.</param>
/// <param name="Id">The id as text.</param>
internal readonly record struct JobScope(string Type, string Id)
{
    /// <summary>What a person calls the type.</summary>
    public string TypeName => Type switch
    {
        "biz" => "Business",
        "biz_set" => "Business Set",
        _ => "Tenant Set",
    };

    /// <summary>True for the types that there are.</summary>
    public static bool IsType([NotNullWhen(true)] string? type) => type is "biz" or "biz_set" or "tenant_set";

    /// <summary>What a bare business id means: a range of them stands for business sets.</summary>
    public static JobScope OfBusiness(long id) =>
        new(id is >= 8_000_000 and <= 9_999_999 ? "biz_set" : "biz", id.ToString(CultureInfo.InvariantCulture));

    public static JobScope Of(SimulatedJob job)
    {
        var byBusiness = OfBusiness(job.BizId);
        return new JobScope(job.ScopeType ?? byBusiness.Type, job.ScopeId ?? byBusiness.Id);
    }
}
