using System.Globalization;
using System.Management.Automation;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>A cmdlet that asks a server about job instances.</summary>
public abstract class BkJobInstanceCmdlet : BkJobCmdlet
{
    private protected const string ById = "Id";
    private protected const string ByJob = "JobInstance";
    private protected const string ByStep = "StepInstance";

    private BkJobContext? _context;
    private bool _isBizIdExplicit;
    private bool _isScopeExplicit;
    private bool _isTraced;

    /// <summary>Job instances (<c>job_instance_id</c>).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ById)]
    [Alias("JobInstanceId", "job_instance_id")]
    [ArgumentCompleter(typeof(InstanceIdCompleter))]
    [WholeNumbers]
    [ValidateRange(1L, long.MaxValue)]
    public long[] Id { get; set; } = [];

    /// <summary>A step that was read; its job instance is meant.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByStep)]
    [SavedStep]
    [ValidateNotNull]
    public StepInstance? StepInstance { get; set; }

    /// <summary>Business (<c>bk_biz_id</c>). Null or blank means the context's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("BkBizId", "bk_biz_id")]
    [AllowNull]
    [BlankIsNull]
    [WholeNumbers]
    [ValidateBizId]
    public long? BizId { get; set; }

    /// <summary>Kind of scope: biz, biz_set or tenant_set; with <see cref="ScopeId"/>. The pair wins over the business.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("BkScopeType", "bk_scope_type")]
    [AllowNull]
    [AllowEmptyString]
    [ValidateScopeType]
    [ArgumentCompleter(typeof(ScopeTypeCompleter))]
    public string? ScopeType { get; set; }

    /// <summary>Id of the scope; with <see cref="ScopeType"/>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("BkScopeId", "bk_scope_id")]
    [AllowNull]
    [AllowEmptyString]
    public string? ScopeId { get; set; }

    /// <summary>How many requests may be under way at a time.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>A context, or the name of one; the default one when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public object? Context { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _isBizIdExplicit = MyInvocation.BoundParameters.ContainsKey(nameof(BizId));
        _isTraced = IsDebugWanted();
        _isScopeExplicit = MyInvocation.BoundParameters.ContainsKey(nameof(ScopeType));
    }

    /// <summary>Tells of a request those who asked to be told.</summary>
    private protected void WriteTrace(RequestEvent request)
    {
        WriteVerbose(RequestText.Of(request));
        foreach (string line in RequestText.Trace(request))
        {
            WriteDebug(line);
        }
    }

    /// <summary>A question, traced when the user wants to see what goes over the wire.</summary>
    private protected JobInstanceQuery QueryFor(long id, JobScope scope) => new(id, scope) { IsTraced = _isTraced };

    private bool IsDebugWanted()
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue("Debug", out object? asked)
            ? asked is SwitchParameter { IsPresent: true } ? "Continue" : "SilentlyContinue"
            : SessionState.PSVariable.GetValue("DebugPreference");
        return preference?.ToString() is not ("SilentlyContinue" or "Ignore" or null);
    }

    /// <summary>Remembers a job instance that was read, for the one who types its id next.</summary>
    private protected static void Remember(JobInstance job) => SeenInstances.Current.Add(job);

    /// <summary>The context to ask with, looked up when a request is really needed.</summary>
    private protected BkJobContext ContextInUse => _context ??= FindContext();

    /// <summary>Where to ask: what was said on the command line, else what the piped object says, else the context's business.</summary>
    /// <param name="ofObject">The scope of an object that was piped in by value; empty when there is none.</param>
    private protected JobScope ResolveScope(JobScope ofObject = default)
    {
        bool typeGiven = !string.IsNullOrWhiteSpace(ScopeType);
        if (typeGiven != !string.IsNullOrWhiteSpace(ScopeId))
        {
            ThrowTerminatingError(BkJobErrors.InvalidArgument(
                Messages.ScopeIncomplete, ScopeType + ScopeId, Messages.AdviceScope));
        }

        if (typeGiven && (_isScopeExplicit || !_isBizIdExplicit))
        {
            return OfPair(ScopeType!, ScopeId!);
        }

        if (ofObject.HasPair && !_isBizIdExplicit)
        {
            return ofObject;
        }

        if ((BizId ?? ofObject.BizId ?? ContextInUse.BizId) is not { } bizId)
        {
            ThrowTerminatingError(BkJobErrors.InvalidArgument(Messages.NoBusiness, null, Messages.AdviceBusiness));
            throw new PipelineStoppedException();
        }

        return new JobScope(bizId, null, null);
    }

    /// <summary>Servers that do not know the pair read bk_biz_id, which is the scope's own number for a business and a set of them.</summary>
    private static JobScope OfPair(string type, string id) => new(
        type != "tenant_set" && long.TryParse(id, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : null, type, id);

    private BkJobContext FindContext()
    {
        if (SavedValue.IsCopyOf<BkJobContext>(Context))
        {
            ThrowTerminatingError(BkJobErrors.NotConnected(Messages.ContextIsCopy));
        }

        object? given = Context is PSObject wrapped ? wrapped.BaseObject : Context;
        BkJobContext? found = given switch
        {
            null => ContextStore.Current.Default ?? ConnectFromEnvironment(),
            BkJobContext context => context,
            _ => ContextStore.Current.Get(given.ToString()!),
        };
        if (found is { IsConnected: true })
        {
            return found;
        }

        ThrowTerminatingError(BkJobErrors.NotConnected(
            given is null ? Messages.NotConnectedYet
            : found is null ? Messages.FormatNoContextOfNameButOthers(given, KnownNames())
            : Messages.FormatContextDisconnected(found.Name)));
        throw new PipelineStoppedException();
    }

    private BkJobContext? ConnectFromEnvironment()
    {
        if (!ConnectionInput.IsInEnvironment)
        {
            return null;
        }

        try
        {
            var input = new ConnectionInput();
            input.FillFromEnvironment();
            var context = new BkJobContext(ConnectBkJobCommand.DefaultName, input.ToSettings(), input.BizId);
            ContextStore.Current.Add(context);
            WriteVerbose($"Connected to {context.Server} with the BKJOB_* environment variables.");
            if (ContextStore.Current.IsNewPlainServer(context.Server))
            {
                WriteWarning(Messages.FormatWarnPlain(context.Server));
            }

            return context;
        }
        catch (PSArgumentException e)
        {
            ThrowTerminatingError(BkJobErrors.NotConnected(e.Message));
            throw;
        }
    }

    private static string KnownNames()
    {
        BkJobContext[] all = ContextStore.Current.Find("*");
        return all.Length == 0 ? Messages.None : string.Join(", ", all.Select(context => context.Name));
    }
}
