using System.Management.Automation;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>Lists how the steps of job instances went, host by host.</summary>
// No default parameter set: PowerShell would take the Id of a piped step by name before it looks at the step itself.
[Cmdlet(VerbsCommon.Get, "BkJobStepIpStatus")]
[OutputType(typeof(StepIpStatus))]
public sealed class GetBkJobStepIpStatusCommand : BkJobAskCmdlet
{
    private readonly HashSet<long> _stepsAskedFor = [];
    private readonly HashSet<long> _stepsSeen = [];
    private bool _isAnyJobRead;
    private WildcardPattern[]? _ipPatterns;
    private Func<IpStatus, bool>? _hasWantedStatus;

    /// <summary>A job instance that was read; its hosts are asked for where it was read without them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByJob)]
    [ValidateNotNull]
    public JobInstance? JobInstance { get; set; }

    /// <summary>Only these steps (<c>step_instance_id</c>). Null or blank means all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("step_instance_id")]
    [ArgumentCompleter(typeof(StepInstanceIdCompleter))]
    [AllowNull]
    [BlankIsNull]
    [WholeNumbers]
    [ValidateStepIds]
    public long[]? StepInstanceId { get; set; }

    /// <summary>Only hosts with these statuses, by name or any number.</summary>
    [Parameter]
    [IpStatusCodes]
    public IpStatus[]? Status { get; set; }

    /// <summary>Only hosts that ended without success: failed, terminated, or in a state that the server does not know.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>Only hosts with these addresses; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Ip { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _ipPatterns = Ip?.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase)).ToArray();
        _hasWantedStatus = Status is null && !Failed ? null : HasWantedStatus;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        long[]? wanted = StepInstanceId;
        _stepsAskedFor.UnionWith(wanted ?? []);
        switch (ParameterSetName)
        {
            case ByJob:
                WriteOrAsk(JobInstance!.HostsIncluded, JobInstance.Id, JobInstance.Scope, JobInstance.Steps, wanted);
                break;
            case ByStep:
                long[] only = wanted is null || wanted.Contains(StepInstance!.Id) ? [StepInstance!.Id] : [];
                WriteOrAsk(StepInstance.HostsIncluded, StepInstance.JobInstanceId, StepInstance.Scope, [StepInstance], only);
                break;
            default:
                JobScope scope = ResolveScope();
                foreach (long id in Id)
                {
                    AskForHosts(id, scope, wanted);
                }

                break;
        }
    }

    /// <summary>Hosts that are there already are not asked for again.</summary>
    private void WriteOrAsk(bool areThere, long jobId, JobScope scope, IReadOnlyList<StepInstance> steps, long[]? wanted)
    {
        if (areThere)
        {
            WriteInTurn(() => WriteSteps(steps, wanted));
        }
        else
        {
            AskForHosts(jobId, ResolveScope(scope), wanted);
        }
    }

    /// <summary>Only what is wanted is kept of the answer: of fifty thousand hosts mostly a few have failed.</summary>
    private void AskForHosts(long jobId, JobScope scope, long[]? wanted) => Ask(
        QueryFor(jobId, scope) with { IncludeHosts = true, HostFilter = _hasWantedStatus },
        read =>
        {
            Remember(read);
            WriteSteps(read.Steps, wanted);
        });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();

        // Where no job could be read, its own error has said so.
        if (_isAnyJobRead)
        {
            foreach (long missing in _stepsAskedFor.Except(_stepsSeen).Order())
            {
                WriteError(BkJobErrors.StepNotFound(missing));
            }
        }
    }

    private void WriteSteps(IEnumerable<StepInstance> steps, long[]? wanted)
    {
        _isAnyJobRead = true;
        foreach (StepInstance step in steps.Where(step => wanted is null || wanted.Contains(step.Id)))
        {
            _stepsSeen.Add(step.Id);
            foreach (StepIpStatus host in step.FindHosts(_hasWantedStatus).Where(HasWantedAddress))
            {
                WriteObject(host);
            }
        }
    }

    private bool HasWantedStatus(IpStatus status) =>
        (Status is null || Status.Contains(status))
        && (!Failed || StatusTable.OutcomeOf(status) is HostOutcome.Failed or HostOutcome.Terminated or HostOutcome.Unknown);

    private bool HasWantedAddress(StepIpStatus host) =>
        _ipPatterns is null || _ipPatterns.Any(pattern => Fits(pattern, host.Ip) || Fits(pattern, host.Ipv6));

    private static bool Fits(WildcardPattern pattern, string? address) => address is not null && pattern.IsMatch(address);
}
