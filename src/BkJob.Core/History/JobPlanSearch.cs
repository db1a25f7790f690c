using System.Runtime.CompilerServices;
using BkJob.Operations;

namespace BkJob.History;

/// <summary>Lists job plans, the one modified last first. A page is requested when its first row is needed.</summary>
internal static class JobPlanSearch
{
    /// <summary>The server has no limit.</summary>
    private const int Length = 500;

    /// <summary>Reads the plans.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">What is selected; its page is ignored.</param>
    /// <param name="onRequestCompleted">Called after each request, on any thread; may be null.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <exception cref="BkJobException">No usable response was received, or the server can't select by template.</exception>
    public static async IAsyncEnumerable<JobPlan> ReadAsync(
        BkJobClient client, JobPlanListRequest request, Action<RequestEvent>? onRequestCompleted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A plan that is modified moves to the first page, so that another one is returned twice.
        var seen = new HashSet<long>();
        int start = 0;
        JobPlanPage page;
        do
        {
            page = await client.GetJobPlanPageAsync(request with { Start = start, Length = Length }, onRequestCompleted, cancellation)
                .ConfigureAwait(false);
            start += page.Rows.Count;
            foreach (JobPlan plan in page.Rows.Where(plan => seen.Add(plan.Id)))
            {
                if (request.TemplateId is not null && plan.TemplateId is null)
                {
                    throw new BkJobException(BkJobErrorKind.NotSupported, CoreMessages.PlanTemplateNotSupported)
                    {
                        SuggestedApis = [BkJobApi.EsbV3, BkJobApi.GatewayV3],
                        Delivery = Delivery.NotExecuted,
                    };
                }

                yield return plan;
            }
        }
        while (page.Rows.Count > 0 && (page.Total is { } total ? start < total : page.Rows.Count == Length));
    }
}
