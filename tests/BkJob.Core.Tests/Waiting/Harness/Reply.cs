using System.Globalization;
using System.Net;
using BkJob.Streaming;
using BkJob.Transport;

namespace BkJob.Core.Tests.Waiting.Harness;

/// <summary>What a scripted server answers to one question.</summary>
internal sealed record Reply
{
    /// <summary>The only step of the jobs that stand for nothing but a status.</summary>
    public const long UsualStep = 500;

    private int _status;
    private bool? _flag;
    private IReadOnlyList<StepInstance> _steps = [];

    public BkJobException? Fault { get; private init; }

    /// <summary>How long the response takes.</summary>
    public TimeSpan Takes { get; init; }

    /// <summary>Whether the response never comes.</summary>
    public bool Hangs { get; init; }

    public static Reply Never { get; } = new() { Hangs = true };

    /// <summary>A job at a status, with one step at the same.</summary>
    public static Reply At(int status, bool? flag = null, int retries = 0) =>
        With(status, [Step(UsualStep, status, retries)]) with { _flag = flag };

    public static Reply With(int status, params IReadOnlyList<StepInstance> steps) => new() { _status = status, _steps = steps };

    public static Reply Failing(BkJobException fault) => new() { Fault = fault };

    public static Reply Failing(BkJobErrorKind kind, bool isTransient = true, double? retryAfter = null) =>
        Failing(FaultOf(kind, isTransient, retryAfter));

    public static BkJobException FaultOf(BkJobErrorKind kind, bool isTransient = true, double? retryAfter = null) => new(kind, $"{kind}")
    {
        IsTransient = isTransient,
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    /// <summary>
    /// A path as text: <c>1 2 3</c>; <c>2r</c> has been run again once; <c>21+</c> and <c>21-</c> carry the server's flag;
    /// <c>x</c> is a fault that may pass, <c>t</c> is throttling.
    /// </summary>
    public static Reply[] Path(string text) => [.. text.Split(' ').Select(Parse)];

    public static StepInstance Step(long id, int status, int retries = 0, HostCounts hosts = default) => new()
    {
        Id = id,
        Status = (JobStatus)status,
        RetryCount = retries,
        Hosts = new HostSummary(hosts),
    };

    public RequestResult<JobInstance> ToResult(JobInstanceQuery query, bool areHostsSent)
    {
        HttpStatusCode? status = Fault is null ? HttpStatusCode.OK : null;
        var requestEvent = new RequestEvent("GET", "path", query, status, Takes, null, Fault);
        return new RequestResult<JobInstance>(requestEvent, Fault is null ? Job(query, areHostsSent) : null);
    }

    private static Reply Parse(string word)
    {
        if (word is "x" or "t")
        {
            return Failing(word == "x" ? BkJobErrorKind.ServerError : BkJobErrorKind.Throttled);
        }

        int status = int.Parse(word.TrimEnd('+', '-', 'r'), CultureInfo.InvariantCulture);
        return At(status, word[^1] switch { '+' => true, '-' => false, _ => null }, word[^1] == 'r' ? 1 : 0);
    }

    private JobInstance Job(JobInstanceQuery query, bool areHostsSent)
    {
        var status = (JobStatus)_status;
        bool isFinished = status.IsFinished(_flag);
        return new JobInstance
        {
            Id = query.JobInstanceId,
            Status = status,
            IsFinished = isFinished,
            Steps = areHostsSent ? _steps : [.. _steps.Select(WithoutHosts)],
            HostsIncluded = new HostOptions(areHostsSent, query.Retention).AreKept(status, isFinished),
        };
    }

    private static StepInstance WithoutHosts(StepInstance step) =>
        new() { Id = step.Id, Status = step.Status, RetryCount = step.RetryCount };
}
