using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Job;

/// <summary>Job itself, behind ESB and gateway: its operations by name.</summary>
internal sealed class JobServer(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
{
    /// <summary>The names of all operations.</summary>
    public static readonly IReadOnlyList<string> OperationNames = [GetJobInstanceStatus.OperationName, OperateJobInstance.OperationName];

    private readonly IOperation[] _operations =
    [
        new GetJobInstanceStatus(jobs, options, clock),
        new OperateJobInstance(jobs, options, clock),
    ];

    /// <summary>The operation that an API offers under a name; null if it has none.</summary>
    public IOperation? Find(ServerApis api, string name) =>
        options.Apis.HasFlag(api) ? Array.Find(_operations, one => one.Name == name && one.Apis.HasFlag(api)) : null;

    /// <summary>The scope of a job; null if the job does not exist.</summary>
    public JobScope? ScopeOf(long? id) => id is { } wanted && jobs.Find(wanted) is { } job ? JobScope.Of(job) : null;
}
