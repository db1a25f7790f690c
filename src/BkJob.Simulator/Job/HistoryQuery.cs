using BkJob.Simulator.Hosts;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Job;

/// <summary>The filters of get_job_instance_list (protocol-actions.md §2.1).</summary>
internal sealed class HistoryQuery
{
    private static readonly string[] Names =
    [
        "create_time_start", "create_time_end", "job_instance_id", "launch_mode", "type", "status", "job_cron_id",
        "start", "offset", "length",
    ];

    private readonly JobScope _scope;
    private readonly ApiParameters _parameters;
    private readonly Dictionary<string, long?> _numbers;

    private HistoryQuery(JobScope scope, ApiParameters parameters)
    {
        _scope = scope;
        _parameters = parameters;
        _numbers = Names.ToDictionary(
            name => name, name => parameters.TryNumber(name, out var value) ? value : null, StringComparer.Ordinal);
    }

    /// <summary>Reads the filters.</summary>
    /// <returns>The error of the scope, or of a text where a number is required; null if there is none.</returns>
    public static Rejection? Read(JobCall call, bool isPost, out HistoryQuery query)
    {
        query = null!;
        if (ScopeParameters.Reject(call, isPost, out var scope) is { } rejection)
        {
            return rejection;
        }

        query = new HistoryQuery(scope, call.Parameters);
        var wrong = Array.Find(Names, name => !call.Parameters.TryNumber(name, out _));
        return wrong is null ? null
            : call.Api == ServerApis.GatewayV4 ? call.Messages.WrongType(wrong)
            : call.Messages.BadRequest;
    }

    /// <summary>The value of a numeric filter; null if it is absent.</summary>
    public long? this[string name] => _numbers[name];

    /// <summary>The error of a code for which the server has no name; null if there is none.</summary>
    public Rejection? RejectCodes(JobMessages messages) =>
        this["type"] is not (null or (>= 0 and <= 2)) ? messages.InvalidParameters
        : this["status"] is { } status && !StatusCode.IsKnown(status) ? messages.InternalError
        : null;

    /// <summary>The matching jobs at one moment, newest first.</summary>
    public IReadOnlyList<SimulatedJob> Find(JobCatalogue jobs, DateTimeOffset now)
    {
        // The ID overrides all other filters.
        var found = this["job_instance_id"] is > 0 and var id
            ? jobs.NewestFirst.Where(job => job.Id == id)
            : jobs.NewestFirst.Where(job => Matches(job) && MatchesStatus(job, now));
        return [.. found.Where(job => JobScope.Of(job) == _scope)];
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

    private bool MatchesStatus(SimulatedJob job, DateTimeOffset now) =>
        this["status"] is not { } status || status == JobView.At(job, now).Snapshot.Status;

    private static bool RunsOn(SimulatedJob job, string ip) =>
        HostIdentity.IndexOf(ip) is { } host && job.Steps.Any(step => !step.Ipv6Only && step.HostIndex(host) is not null);
}
