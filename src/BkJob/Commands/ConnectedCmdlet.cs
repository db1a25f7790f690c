using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>A cmdlet that sends requests: it finds the context, and writes the requests to the verbose and debug streams.</summary>
public abstract class ConnectedCmdlet : BkJobCmdlet
{
    private BkJobContext? _commonContext;

    /// <summary>The value of <c>-Context</c>.</summary>
    private protected abstract object? ContextArgument { get; }

    /// <summary>Whether the requests change the state of the server. On another server, an ID of the input would identify something else.</summary>
    private protected virtual bool ChangesState => false;

    /// <summary>Whether <c>-Context</c> was specified on the command line.</summary>
    private protected bool IsContextExplicit { get; private set; }

    /// <summary>Whether requests are traced, because the debug stream is displayed.</summary>
    private protected bool IsTraced { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        IsContextExplicit = MyInvocation.BoundParameters.ContainsKey("Context");
        IsTraced = IsStreamRead("Debug");
        if (IsContextExplicit && IdNumber.IsBlank(ContextArgument))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.ContextBlank, null, Messages.AdviceContexts));
        }
    }

    /// <summary>The context of a request: that of the command line, otherwise of the input, otherwise the default one.</summary>
    /// <param name="ofInput">The context, or its name, that the input specifies; null if it specifies none.</param>
    /// <param name="origin">The context that the input was read with; null if it was not read.</param>
    /// <exception cref="BkJobException">
    /// The context that the input specifies, or was read with, does not exist; or it does not belong to the server that the input was read
    /// from, and the cmdlet changes state.
    /// </exception>
    private protected BkJobContext GetContext(object? ofInput, ContextOrigin? origin)
    {
        BkJobContext context = SelectContext(ofInput, origin);
        if (ChangesState)
        {
            ContextLookup.CheckServer(origin, context);
        }

        return context;
    }

    private BkJobContext SelectContext(object? ofInput, ContextOrigin? origin) =>
        IsContextExplicit ? _commonContext ??= FindExplicitContext()
        : ofInput is not null ? ContextLookup.Find(ofInput)
        : origin is not null ? ContextLookup.Find(origin)
        : _commonContext ??= FindDefaultContext();

    private BkJobContext FindExplicitContext()
    {
        try
        {
            return ContextLookup.Find(ContextArgument!);
        }
        catch (BkJobException fault)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected(fault.Message, fault.Advice));
            throw;
        }
    }

    private BkJobContext FindDefaultContext()
    {
        if ((ContextStore.Current.Default ?? ConnectFromEnvironment()) is { } context)
        {
            return context;
        }

        ThrowTerminatingError(ErrorRecords.NotConnected(Messages.NotConnectedYet));
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
            using var input = new ConnectionInput();
            input.FillFromEnvironment();
            var context = new BkJobContext(ConnectBkJobCommand.DefaultName, input.ToOptions(), input.BizId, input.ToWebUrl(), input.DefaultCloudId);
            ContextStore.Current.Add(context);
            if (input.Secrets.Trimmed.Count > 0)
            {
                WriteWarning(Messages.FormatWarnTrimmed(string.Join(", ", input.Secrets.Trimmed)));
            }

            WriteVerbose($"Connected to {context.Server} with the BKJOB_* environment variables.");
            if (ContextStore.Current.IsNewPlainServer(context.Server))
            {
                WriteWarning(Messages.FormatWarnPlain(context.Server));
            }

            return context;
        }
        catch (BkJobException e)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected(e.Message, e.Advice));
            throw;
        }
    }

    /// <summary>Writes the request to the verbose and debug streams.</summary>
    private protected void WriteTrace(RequestEvent request)
    {
        WriteVerbose(RequestText.Format(request));
        foreach (string line in RequestText.Trace(request))
        {
            WriteDebug(line);
        }
    }

    /// <summary>Whether the output of <see cref="WriteTrace"/> is displayed or captured.</summary>
    private protected bool IsLogRead => IsTraced || IsStreamRead("Verbose");

    /// <summary>Whether a stream is read: by its common parameter, otherwise by its preference.</summary>
    private bool IsStreamRead(string stream)
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue(stream, out object? specified)
            ? specified is SwitchParameter { IsPresent: true } ? "Continue" : "SilentlyContinue"
            : SessionState.PSVariable.GetValue($"{stream}Preference");
        return preference?.ToString() is not ("SilentlyContinue" or "Ignore" or null);
    }
}
