using BkJob.Simulator.Engine;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Job;

/// <summary>Job itself, behind ESB and gateway: its operations by name.</summary>
internal sealed class JobServer
{
    /// <summary>The names of the operations that start jobs.</summary>
    public static readonly IReadOnlyList<string> StartOperationNames =
    [
        ExecuteJobPlan.OperationName,
        ExecuteJob.OperationName,
        FastExecuteScript.OperationName,
        FastTransferFile.OperationName,
        FastPushFile.OperationName,
        PushConfigFile.OperationName,
    ];

    /// <summary>The names of all operations.</summary>
    public static readonly IReadOnlyList<string> OperationNames =
    [
        GetJobInstanceStatus.OperationName,
        OperateJobInstance.OperationName,
        OperateStepInstance.OperationName,
        GetJobInstanceLog.OperationName,
        GetJobInstanceIpLog.OperationName,
        BatchGetJobInstanceIpLog.OperationName,
        BatchGetJobInstanceExecuteObjectLog.OperationName,
        GetJobInstanceList.OperationName,
        GetJobInstanceGlobalVarValue.OperationName,
        GetJobPlanList.OperationName,
        GetJobPlanDetail.OperationName,
        GetJobList.OperationName,
        GetJobDetail.OperationName,
        .. StartOperationNames,
    ];

    private readonly JobCatalogue _jobs;
    private readonly SimulatorOptions _options;
    private readonly IOperation[] _operations;

    public JobServer(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
    {
        _jobs = jobs;
        _options = options;
        var steps = new StepLookup(jobs, options, clock);
        var plans = new PlanLookup(jobs, options);
        var engine = new JobEngine(jobs, options, clock);
        _operations =
        [
            new GetJobInstanceStatus(jobs, options, clock),
            new OperateJobInstance(jobs, options, engine),
            new OperateStepInstance(jobs, options, engine, clock),
            new GetJobInstanceLog(steps, options),
            new GetJobInstanceIpLog(steps),
            new BatchGetJobInstanceIpLog(steps, options),
            new BatchGetJobInstanceExecuteObjectLog(steps, options),
            new GetJobInstanceList(jobs, options, clock),
            new GetJobInstanceGlobalVarValue(steps, options),
            new GetJobPlanList(plans),
            new GetJobPlanDetail(plans, options),
            new GetJobList(plans, options),
            new GetJobDetail(plans, options),
            .. Starts(jobs, options, clock),
        ];
    }

    private static IEnumerable<IOperation> Starts(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
    {
        var reader = new StartReader(options, clock);
        var starter = new JobStarter(jobs, options, clock);
        return
        [
            new ExecuteJobPlan(jobs, reader, starter),
            new ExecuteJob(jobs, reader, starter),
            new FastExecuteScript(reader, starter),
            new FastTransferFile(reader, starter),
            new FastPushFile(reader, starter),
            new PushConfigFile(reader, starter),
        ];
    }

    /// <summary>The operation that an API offers under a name; null if it has none.</summary>
    public IOperation? Find(ServerApis api, string name) =>
        _options.Apis.HasFlag(api) ? Array.Find(_operations, one => one.Name == name && one.Apis.HasFlag(api)) : null;

    /// <summary>The scope of a job; null if the job does not exist.</summary>
    public JobScope? ScopeOf(long? id) => id is { } wanted && _jobs.Find(wanted) is { } job ? JobScope.Of(job) : null;
}
