using System.Management.Automation;
using BkJob.Completers;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>A cmdlet that selects hosts of the steps of job instances, by step, status and address.</summary>
public abstract class JobHostCmdlet : ThrottledJobCmdlet
{
    private readonly HashSet<long> _requestedSteps = [];
    private readonly HashSet<long> _foundSteps = [];
    private readonly SortedDictionary<long, JobScope> _jobsRead = [];
    private readonly List<JobTarget> _pending = [];
    private AddressFilter? _addresses;
    private Func<IpStatus, bool>? _hasWantedStatus;

    /// <summary>Only these steps (<c>step_instance_id</c>). Null or blank means all.</summary>
    [Parameter(ParameterSetName = ByInput)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Parameter(ParameterSetName = ByJob)]
    [Parameter(ParameterSetName = ByStep)]
    [Alias("step_instance_id")]
    [ArgumentCompleter(typeof(StepInstanceIdCompleter))]
    [AllowNull]
    [StepIds]
    public long[]? StepInstanceId { get; set; }

    /// <summary>Only hosts with these statuses, by name or any number.</summary>
    [Parameter]
    [IpStatusTransform]
    public IpStatus[]? Status { get; set; }

    /// <summary>Only hosts that finished without success: failed, terminated, or in a state that the server does not know.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>Only hosts with these addresses; wildcards are allowed. An address without wildcards that no host has is an error.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostAddressCompleter))]
    [ValidateNotBlank]
    public string[]? Ip { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _addresses = Ip is null ? null : ReadParameter(Ip, () => new AddressFilter(Ip));

        // An address that exists is not an error if -Failed or -Status excludes it; to determine this, all hosts are required.
        _hasWantedStatus = (Status is null && !Failed) || _addresses is { HasLiterals: true } ? null : HasWantedStatus;
    }

    /// <inheritdoc/>
    private protected override void Process(JobTarget target)
    {
        if (_pending.Count > 0 && !(target.IsHost && IsSameRequest(_pending[0], target)))
        {
            ProcessPending();
        }

        if (target.IsHost)
        {
            // A context or scope that is not valid is an error of this item, before anything is requested.
            CreateQuery(target, GetContext(target));
            _pending.Add(target);
        }
        else
        {
            ProcessJob(target);
        }
    }

    /// <summary>Whether hosts that are piped one after another are requested together.</summary>
    private protected virtual bool IsSameRequest(JobTarget one, JobTarget other) =>
        StepInstanceId is null ? one.IsSameStep(other) : one.IsSameJob(other);

    /// <summary>Processes hosts of one step. Their current status is requested.</summary>
    private protected virtual void ProcessSelected(IReadOnlyList<JobTarget> hosts) =>
        ProcessJob(hosts[0] with { Host = null, HostRows = [.. hosts.SelectMany(host => host.HostRows!)] });

    private void ProcessPending()
    {
        if (_pending.Count > 0)
        {
            JobTarget[] hosts = [.. _pending];
            _pending.Clear();
            ProcessSelected(hosts);
        }
    }

    private void ProcessJob(JobTarget target)
    {
        long[]? wanted = target.GetSteps(StepInstanceId);
        _requestedSteps.UnionWith(StepInstanceId ?? target.StepIds ?? []);
        if (target.Step is { HostsIncluded: true } step)
        {
            EnqueueOutput(() => ProcessSteps(target, target.Scope, [step], wanted));
        }
        else if (target.Job is { HostsIncluded: true } job)
        {
            EnqueueOutput(() => ProcessSteps(target, target.Scope, job.Steps, wanted));
        }
        else
        {
            RequestHosts(target, wanted);
        }
    }

    /// <summary>Processes a job that was read, after its hosts.</summary>
    private protected virtual void ProcessJob(JobInstanceQuery query, JobInstance job)
    {
    }

    /// <summary>Processes the selected hosts of one step, on the pipeline thread, in the order of the input.</summary>
    private protected abstract void ProcessHosts(JobTarget target, IEnumerable<StepIpStatus> hosts);

    // Only matching hosts are kept: of fifty thousand, usually a few have failed.
    private void RequestHosts(JobTarget target, long[]? wanted)
    {
        BkJobContext context = GetContext(target);
        JobInstanceQuery query = CreateQuery(target, context) with { IncludeHosts = true, HostFilter = _hasWantedStatus };
        Enqueue(query, context, job =>
        {
            AddToHistory(job);
            ProcessSteps(target, query.Scope, job.Steps, wanted);
            ProcessJob(query, job);
            if (HostsFault.Find(job, step => wanted is null || wanted.Contains(step.Id)) is { } fault)
            {
                WriteError(ErrorRecords.FromException(fault, query));
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ProcessPending();
        base.EndProcessing();

        // If no job could be read, its own error states that.
        if (_jobsRead.Count > 0)
        {
            foreach (long missing in _requestedSteps.Except(_foundSteps).Order())
            {
                WriteError(ErrorRecords.StepNotFound(missing, _jobsRead.Keys, _jobsRead.Values.First()));
            }

            foreach (string missing in _addresses?.Missing ?? [])
            {
                WriteError(ErrorRecords.HostNotFound(missing, _jobsRead.Keys));
            }
        }
    }

    private void ProcessSteps(JobTarget target, JobScope scope, IEnumerable<StepInstance> steps, long[]? wanted)
    {
        _jobsRead[target.Id] = scope;
        HostRows? rows = target.HostRows is null ? null : new HostRows(target.HostRows);
        foreach (StepInstance step in steps.Where(step => wanted is null || wanted.Contains(step.Id)))
        {
            _foundSteps.Add(step.Id);
            ProcessHosts(target, step.FindHosts(_hasWantedStatus).Where(host => (rows is null || rows.IsMatch(host)) && IsWanted(host)));
        }

        // The parameters may exclude a host of a row on purpose.
        foreach (HostRow missing in IsUnfiltered ? rows?.Missing ?? [] : [])
        {
            WriteError(ErrorRecords.HostNotFound(missing.ToString(), [target.Id]));
        }
    }

    private bool HasWantedStatus(IpStatus status) =>
        (Status is null || Status.Contains(status))
        && (!Failed || status.ToOutcome() is HostOutcome.Failed or HostOutcome.Terminated or HostOutcome.Unknown);

    private bool IsUnfiltered => Status is null && !Failed && Ip is null;

    /// <summary>Whether the parameters select a host.</summary>
    private protected bool IsWanted(StepIpStatus host) =>
        _addresses is null ? HasWantedStatus(host.Status) : _addresses.IsMatch(host) && HasWantedStatus(host.Status);
}
