using BkJob.Simulator.Hosts;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>The filters of get_job_instance_list (protocol-actions.md §2.1).</summary>
internal sealed class HistoryQuery
{
    private static readonly string[] Numbers =
    [
        "create_time_start", "create_time_end", "job_instance_id", "launch_mode", "type", "status", "job_cron_id", "start", "offset", "length",
    ];

    private readonly JobScope _scope;
    private readonly ApiParameters _parameters;

    private HistoryQuery(JobScope scope, ApiParameters parameters)
    {
        _scope = scope;
        _parameters = parameters;
    }

    /// <summary>Reads the filters; all but the scope must be numbers or texts.</summary>
    /// <returns>The error; null if they are valid.</returns>
    public static Rejection? Read(JobCall call, bool isPost, out HistoryQuery query)
    {
        query = null!;
        if (ScopeParameters.Reject(call, isPost, out var scope) is { } rejection)
        {
            return rejection;
        }

        query = new HistoryQuery(scope, call.Parameters);
        var wrong = Array.Find(Numbers, name => !call.Parameters.TryNumber(name, out _));
        return wrong is null ? null
            : call.Api == ServerApis.GatewayV4 ? call.Messages.WrongType(wrong)
            : call.Messages.BadRequest;
    }

    /// <summary>The value of a numeric filter; null if it is absent.</summary>
    public long? this[string name] => _parameters.TryNumber(name, out var value) ? value : null;

    /// <summary>The error of a value for which the server has no name; null if there is none.</summary>
    public Rejection? RejectCodes(JobMessages messages) =>
        this["type"] is not (null or (>= 0 and <= 2)) ? messages.InvalidParameters
        : this["status"] is { } status && !StatusCode.IsKnown(status) ? messages.InternalError
        : null;

    /// <summary>The matching jobs, newest first, each at one moment.</summary>
    public IReadOnlyList<JobView> Find(JobCatalogue jobs, DateTimeOffset now)
    {
        var inScope = jobs.NewestFirst.Where(job => JobScope.Of(job) == _scope);

        // The ID overrides all other filters.
        return this["job_instance_id"] is > 0 and var id
            ? [.. inScope.Where(job => job.Id == id).Select(job => JobView.At(job, now))]
            : [.. inScope.Where(Matches).Select(job => JobView.At(job, now)).Where(MatchesStatus)];
    }

    private bool Matches(SimulatedJob job)
    {
        var created = JobView.CreateTimeOf(job).ToUnixTimeMilliseconds();
        return created >= this["create_time_start"] && created <= this["create_time_end"]
            && LikePattern.Matches(_parameters["name"], job.Name)
            && (_parameters["operator"] is not { } user || user == job.Operator)
            && (this["launch_mode"] is not { } mode || mode == job.LaunchMode)
            && (this["type"] is not { } type || type == JobRow.TypeOf(job))
            && (this["job_cron_id"] is not { } cron || cron == job.CronId)
            && (_parameters["ip"] is not { } ip || RunsOn(job, ip));
    }

    private bool MatchesStatus(JobView view) => this["status"] is not { } status || status == view.Snapshot.Status;

    private static bool RunsOn(SimulatedJob job, string ip) =>
        HostIdentity.IndexOf(ip) is { } host && job.Steps.Any(step => !step.Ipv6Only && host < step.Hosts);
}
