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
    private UpstreamErrors? _upstream;

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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _upstream = MyInvocation.ExpectingInput ? new UpstreamErrors(SessionState) : null;
    }

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
        BkJobContext? context = null;
        try
        {
            RejectIncompleteTarget();
            context = GetContext(ofInput: null, _source?.Origin);
            scope = ResolveScope(_source?.Scope ?? default, context);
            BkJobTarget target = TargetInput.Read(_targets, context);
            Start(target, scope, context);
        }
        catch (BkJobException fault)
        {
            object? invalid = context is null ? null : FindInvalid(fault, context);
            WriteError(StartErrors.Unsent(fault, scope, new StartSubject(null, invalid), GetRestartAdvice(fault, scope)));
        }

        base.EndProcessing();
    }

    // Hosts that a preceding command could not read are missing from the input, and the job would run on fewer hosts.
    private void RejectIncompleteTarget()
    {
        if (_upstream?.Any() is true)
        {
            throw new BkJobException(BkJobErrorKind.InvalidTarget, Messages.TargetIncomplete)
            {
                Advice = Messages.FormatAdviceTargetIncomplete(MyInvocation.MyCommand.Name),
                Delivery = Delivery.NotExecuted,
            };
        }
    }

    /// <summary>The first target that is not valid, such as a row of a file; null if the error is about all of them.</summary>
    private object? FindInvalid(BkJobException fault, BkJobContext context) =>
        fault is { Kind: BkJobErrorKind.InvalidTarget or BkJobErrorKind.NotSupported, Code: null }
            ? ErrorRecords.Unwrap(_targets.Find(target => !IsValid(target, context)))
            : null;

    private static bool IsValid(object? target, BkJobContext context)
    {
        try
        {
            TargetInput.Read(target, context);
            return true;
        }
        catch (BkJobException)
        {
            return false;
        }
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
