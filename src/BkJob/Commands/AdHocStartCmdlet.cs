using System.Management.Automation;
using BkJob.Completers;
using BkJob.Starts;
using BkJob.Transport;

namespace BkJob.Commands;

/// <summary>A cmdlet that starts a job without a plan, on hosts that its parameters or the pipeline specify.</summary>
public abstract class AdHocStartCmdlet : StartCmdlet
{
    private readonly List<object?> _targets = [];
    private (JobScope Scope, ContextOrigin? Origin)? _source;

    /// <summary>Hosts, nodes of the topology and groups, or hosts of a status or log from the pipeline. One job runs on all of them.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Targets")]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Target { get; set; }

    /// <summary>Account on the hosts, by alias or ID.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public string? Account { get; set; }

    /// <summary>Name of the job; a marker is appended to it.</summary>
    [Parameter]
    [ValidateNotBlank]
    public string? TaskName { get; set; }

    /// <summary>Starts a job on the targets.</summary>
    /// <exception cref="BkJobException">What is specified is not valid.</exception>
    private protected abstract void Start(BkJobTarget target, JobScope scope, BkJobContext context);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in Target ?? [])
        {
            _targets.Add(item);
            AddSource(item);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        JobScope scope = default;
        try
        {
            BkJobContext context = GetContext(ofInput: null, _source?.Origin);
            scope = ResolveScope(_source?.Scope ?? default, context);
            BkJobTarget target = TargetInput.Read(_targets, context);
            Start(target, scope, context);
        }
        catch (BkJobException fault)
        {
            WriteError(StartErrors.FromFault(fault, scope, subject: null, planId: null, GetRestartAdvice(fault, scope)));
        }

        base.EndProcessing();
    }

    // What a container can't be the target of, its own step can still do.
    private string? GetRestartAdvice(BkJobException fault, JobScope scope) =>
        fault is { Kind: BkJobErrorKind.NotSupported, Hint: ErrorHint.ContainerNotation } && FindContainer() is { } container
            ? Messages.FormatAdviceContainerRestart(container.JobId, container.StepId, ErrorRecords.AsParameters(scope))
            : null;

    private (long JobId, long StepId)? FindContainer() => _targets
        .Where(item => item is not null)
        .Select(item => PSObject.AsPSObject(item!))
        .Where(item => item.Properties["ContainerName"]?.Value is not null)
        .Select(item => (JobId: Read(item, "JobInstanceId"), StepId: Read(item, "StepInstanceId")))
        .Where(ids => ids is { JobId: not null, StepId: not null })
        .Select(ids => ((long, long)?)(ids.JobId!.Value, ids.StepId!.Value))
        .FirstOrDefault();

    private static long? Read(PSObject item, string name) => item.Properties[name]?.Value is { } value ? WholeNumber.TryRead(value) : null;

    // One job can't run in two businesses, or on two servers. Rows of a file have a business and no context.
    private void AddSource(object? item)
    {
        object? value = item is PSObject wrapped ? wrapped.BaseObject : item;
        if (value is null or string || IdNumber.IsNumber(value))
        {
            return;
        }

        ContextOrigin? origin = JobInput.FindOrigin(item);
        JobScope scope = origin is null ? JobInput.ReadScope(JobInput.AsRow(item!)) : JobInput.Read(item)[0].Scope;
        if (origin is null && scope == default)
        {
            return;
        }

        _source ??= (scope, origin);
        if (_source != (scope, origin))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.TargetsOfSeveralBusinesses, null, Messages.AdviceTargetsOfSeveralBusinesses));
        }
    }
}
