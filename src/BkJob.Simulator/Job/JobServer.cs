using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>Job itself, which has jobs and does not authenticate callers.</summary>
internal sealed class JobServer(JobCatalogue jobs, SimulatorClock clock)
{
    /// <summary>Handles a query.</summary>
    public JobReply Handle(StatusQuery query, ServerApis api, JobMessages messages)
    {
        if (query.Rejection is { } rejection)
        {
            return Rejected(rejection);
        }

        var job = jobs.Find(query.Id);
        if (job is null || JobScope.Of(job) != query.Scope)
        {
            return Rejected(messages.NoSuchInstance);
        }

        if (job.RawBody is not null)
        {
            return new JobReply { RawBody = job.RawBody };
        }

        var isV4 = api == ServerApis.GatewayV4;
        if (job.Steps.Count == 0)
        {
            return Rejected(isV4 ? messages.NoSuchInstance : messages.NoSuchStep);
        }

        // v2 and v3 look up the host of each item, and fail for a container.
        var view = JobView.At(job, clock.Now);
        return query.WithHosts && !isV4 && view.ListsContainers ? Rejected(messages.InternalError) : new JobReply { View = view };
    }

    /// <summary>The scope of a job; null if the job does not exist.</summary>
    public JobScope? ScopeOf(long? id) => id is { } wanted && jobs.Find(wanted) is { } job ? JobScope.Of(job) : null;

    private static JobReply Rejected(Rejection rejection) => new() { Rejection = rejection };
}
