using System.Management.Automation;
using BkJob.Completers;
using BkJob.Starts;

namespace BkJob.Commands;

/// <summary>
/// A cmdlet that starts jobs. What is not valid is an error before anything is sent; then <c>ShouldProcess</c>; then the start, which is
/// executed at most once.
/// </summary>
public abstract class StartCmdlet : ListCmdlet
{
    private bool _isCompleted;
    private WaitedJobs? _waited;

    /// <summary>Creates the job without starting it.</summary>
    [Parameter]
    public SwitchParameter CreateOnly { get; set; }

    /// <summary>The maximum number of hosts; 0 for no limit. If omitted, BKJOB_MAX_TARGET, otherwise unlimited.</summary>
    [Parameter]
    [Count(0, int.MaxValue)]
    public int? MaxTarget { get; set; }

    /// <summary>Waits until the job has finished.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait at most, with <see cref="Wait"/>; -1 for no limit.</summary>
    [Parameter]
    [Seconds(0, SecondsAttribute.MaxTimerSeconds, AllowIndefinite = true)]
    public double Timeout { get; set; } = -1;

    /// <summary>A context, or the name of one. If omitted, that of the input, otherwise the default one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public object? Context { get; set; }

    /// <inheritdoc/>
    private protected override object? ContextArgument => Context;

    /// <inheritdoc/>
    private protected override bool ChangesState => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RejectTimeoutWithoutWait();
        if (CreateOnly && Wait)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.CreateOnlyAndWait, null, Messages.AdviceCreateOnlyOrWait));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _waited?.Wait(Timeout, throttleLimit: 8);
        _isCompleted = true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || _waited is null)
        {
            return;
        }

        _waited.Dispose();
        if (!_isCompleted)
        {
            // Stopped, or ended by an error of another job.
            foreach (JobInstance job in _waited.Unfinished)
            {
                ReportCreated(job.Id, job.Scope);
            }
        }
    }

    /// <summary>Checks the number of hosts. A host of several targets counts once.</summary>
    /// <exception cref="BkJobException">There are too many, or they can't be counted.</exception>
    private protected void CheckLimit(IReadOnlyList<BkJobTarget> targets)
    {
        IReadOnlyList<string> unknown = TargetLimit.Check(targets, TargetInput.ReadMaxTarget(MaxTarget));
        if (unknown.Count > 0)
        {
            throw new BkJobException(
                BkJobErrorKind.TooManyTargets, Messages.FormatTargetNotCounted(TerminalText.Sanitize(string.Join(", ", unknown))))
            {
                Advice = Messages.FormatAdviceTargetNotCounted($"{MyInvocation.MyCommand.Name} ... -MaxTarget 0"),
                Delivery = Delivery.NotExecuted,
            };
        }
    }

    /// <summary>Starts a job, unless <c>-WhatIf</c> is specified or the user declines.</summary>
    /// <param name="command">The start.</param>
    /// <param name="context">The context.</param>
    /// <param name="subject">What is started, for errors.</param>
    /// <param name="action">What the cmdlet does, for the user to confirm.</param>
    /// <param name="target">What it would start, in one or more lines.</param>
    /// <exception cref="BkJobException">The server can't serve the start.</exception>
    private protected void Start<TRequest>(StartCommand<TRequest> command, BkJobContext context, StartSubject subject, string action, string target)
        where TRequest : StartRequest
    {
        TRequest request = command.Request with { MustNotStart = CreateOnly, IsTraced = IsTraced, Origin = context.Origin };
        command = command with { Request = request };
        StartSupport.Check(context.Client, command);
        if (IsOnlyDisplayed)
        {
            Await(new ValueTask<bool>(CheckServerAsync(command, context)));
        }

        if (IsConfirmed(Messages.FormatWhatIfStart(action, target)))
        {
            Start(command, context, subject);
        }
    }

    private bool IsOnlyDisplayed => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? specified)
        ? specified is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    private async Task<bool> CheckServerAsync<TRequest>(StartCommand<TRequest> command, BkJobContext context)
        where TRequest : StartRequest
    {
        await StartSupport.CheckServerAsync(context.Client, command, OnRequestCompleted, StopToken).ConfigureAwait(false);
        return true;
    }

    private bool IsConfirmed(string text)
    {
        return Confirm(() => ShouldProcess(text, text, Messages.ConfirmCaption))
            ?? throw ErrorRecords.InvalidValue(Messages.FormatStartConfirmationNotPossible(MyInvocation.MyCommand.Name), Messages.FormatAdviceConfirm($"{MyInvocation.MyCommand.Name} ... -Confirm:$false"));
    }

    private void Start<TRequest>(StartCommand<TRequest> command, BkJobContext context, StartSubject subject)
        where TRequest : StartRequest
    {
        subject = subject with { PlanId = command.PlanId, UniqueName = command.UniqueName, Time = context.Client.ServerTime };
        long? createdId = null;
        TRequest request = command.Request;
        try
        {
            var starter = new JobStarter(context.Client, OnRequestCompleted, PollClock.Current);
            StartedJob started = Await(new ValueTask<StartedJob>(
                starter.StartAsync(command, id => createdId = id, StopToken)));
            foreach (string account in request.Accounts.Select(account => account.Alias).OfType<string>())
            {
                RecentAccounts.Current.Add(account);
            }

            Write(started, new JobInstanceQuery(started.Job.Id, request.Scope) { IsTraced = IsTraced, Origin = context.Origin }, context);
        }
        catch (PipelineStoppedException)
        {
            if (createdId is { } id)
            {
                ReportCreated(id, request.Scope);
            }
            else
            {
                Host.UI?.WriteWarningLine(Messages.FormatWarnStoppedDuringStart(
                    subject.Text!, StartErrors.GetSearch(subject, ErrorRecords.AsParameters(request.Scope))));
            }

            throw;
        }
        catch (BkJobException fault)
        {
            WriteError(StartErrors.FromFault(fault, request.Scope, subject));
        }
    }

    private void Write(StartedJob started, JobInstanceQuery query, BkJobContext context)
    {
        // The job is written before the warnings, which end the command with -WarningAction Stop.
        JobInstance job = started.Job;
        RecentJobs.Current.Add(job);
        if (Wait && !job.IsFinished)
        {
            _waited ??= new WaitedJobs(
                new WaitLoop(this, IsLogRead, WriteVerbose, StopToken),
                new JobStreams(WriteJob, WriteError, WriteWarning, WriteVerbose, WriteTrace));
            _waited.Add(query, context, job);
        }
        else
        {
            WriteObject(job);
        }

        if (started.Lost is { } lost)
        {
            WriteWarning(Messages.FormatWarnStartFound(lost.Message, job.Id));
        }

        if (started.StartedImmediately)
        {
            WriteWarning(Messages.FormatWarnStartedImmediately(job.Id));
        }

        if (started.Unreadable is { } fault)
        {
            WriteWarning(Messages.FormatWarnStartUnreadable(job.Id, query.Scope, fault.Message));
        }
    }

    private void WriteJob(JobInstance job)
    {
        RecentJobs.Current.Add(job);
        WriteObject(job);
    }

    // A pipeline that is stopped accepts no more output, and the ID must not be lost.
    private void ReportCreated(long id, JobScope scope) =>
        Host.UI?.WriteWarningLine(Messages.FormatWarnStoppedAfterCreation(id, ErrorRecords.AsParameters(scope)));
}
