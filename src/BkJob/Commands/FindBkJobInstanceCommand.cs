using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net;
using System.Net.Sockets;
using BkJob.Completers;
using BkJob.History;

namespace BkJob.Commands;

/// <summary>Finds job instances in the history, newest first.</summary>
[Cmdlet(VerbsCommon.Find, "BkJobInstance", SupportsPaging = true, HelpUri = ModulePage.Address)]
[OutputType(typeof(JobInstanceSummary))]
public sealed class FindBkJobInstanceCommand : ListCmdlet
{
    /// <summary>The value of -Operator for the user of the context.</summary>
    internal const string Me = "@me";

    private NameFilter? _name;

    // The clock of the server can be ahead of this one, and a job that was started just now must be found.
    private static readonly TimeSpan ClockAllowance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);

    /// <summary>Name of the job. Without wildcards, the whole name; case is ignored.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string? Name { get; set; }

    /// <summary>User who started the job; @me is the user of the context.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(OperatorCompleter))]
    public string? Operator { get; set; }

    /// <summary>Statuses, by name or number.</summary>
    [Parameter]
    [JobStatusTransform]
    [ValidateNotNullOrEmpty]
    public JobStatus[]? Status { get; set; }

    /// <summary>What the job was started from.</summary>
    [Parameter]
    [EnumName(typeof(JobType))]
    public JobType? Type { get; set; }

    /// <summary>How the job was started.</summary>
    [Parameter]
    [EnumName(typeof(StartWay))]
    public StartWay? StartWay { get; set; }

    /// <summary>Plan that the job was started from.</summary>
    [Parameter]
    [Count(1, long.MaxValue)]
    [ArgumentCompleter(typeof(PlanIdCompleter))]
    public long? PlanId { get; set; }

    /// <summary>IPv4 address of a host that a step ran on.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(HostAddressCompleter))]
    public string? Ip { get; set; }

    /// <summary>Scheduled task that started the job.</summary>
    [Parameter]
    [Count(1, long.MaxValue)]
    public long? CronId { get; set; }

    /// <summary>The earliest time of creation. Default: 24 hours before <see cref="Before"/>.</summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>The latest time of creation. Default: now.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>A context, or the name of one. If omitted, the default one.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public object? Context { get; set; }

    /// <inheritdoc/>
    private protected override object? ContextArgument => Context;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Ip is { } ip && !(ip.Split('.').Length == 4 && IPAddress.TryParse(ip, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.FormatBadIpv4(Argument.Quote(ip)), ip, Messages.AdviceIpv4));
        }

        _name = Name is null ? null : ReadParameter(Name, () => new NameFilter(Name));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JobScope scope = default;
        try
        {
            BkJobContext context = GetContext(Context, origin: null);
            scope = ResolveScope(default, context);
            JobInstanceFilter filter = CreateFilter(context, scope);
            if (!Find(context, filter))
            {
                WarnNothing(filter);
            }
        }
        catch (BkJobException fault)
        {
            WriteError(ErrorRecords.ListUnreadable(fault, scope, Messages.FormatOfHistory(scope, fault.Message)));
        }
    }

    /// <summary>Writes the rows.</summary>
    /// <returns>False if there is none.</returns>
    private bool Find(BkJobContext context, JobInstanceFilter filter)
    {
        var gaps = new Queue<DateTimeOffset>();
        var search = new JobInstanceSearch(context.Client, filter, OnRequestCompleted, gaps.Enqueue);
        if (PagingParameters.IncludeTotalCount)
        {
            long? total = Await(new ValueTask<long?>(search.CountAsync(StopToken)));
            WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : 1));
        }

        if (PagingParameters.First == 0)
        {
            return true;
        }

        ulong left = PagingParameters.First;
        ulong skip = PagingParameters.Skip;
        bool isFound = false;
        using var recent = new RecentRows();
        foreach (JobInstanceSummary job in Enumerate(search.ReadAsync(StopToken)))
        {
            Warn(gaps);
            isFound = true;
            if (skip > 0)
            {
                skip--;
                continue;
            }

            recent.Add(job);
            WriteObject(job);
            if (--left == 0)
            {
                return true;
            }
        }

        Warn(gaps);
        return isFound;
    }

    // A filter can exclude everything, which is a result. A name that no job has is rather a mistake, and a user may not know that the search
    // ends after a day.
    private void WarnNothing(JobInstanceFilter filter)
    {
        string name = Name is null ? "" : $"'*{CodeGeneration.EscapeSingleQuotedStringContent(TerminalText.Sanitize(Name))}*' ";
        string command = $"Find-BkJobInstance {name}{ErrorRecords.AsParameters(filter.Scope)} -After (Get-Date).AddDays(-30)";
        if (Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            WriteWarning(Messages.FormatWarnNothingOfName(
                Argument.Quote(Name), FormatTime(filter.After), FormatTime(Before ?? filter.Before - ClockAllowance), filter.Scope, command));
        }
        else if (After is null && Before is null && filter is { Statuses: [], Type: null, StartWay: null, Operator: null, Ip: null, CronId: null, ClientFilter: null })
        {
            WriteWarning(Messages.FormatWarnNothingRecent(filter.Scope, command));
        }
    }

    private void Warn(Queue<DateTimeOffset> gaps)
    {
        while (gaps.TryDequeue(out DateTimeOffset time))
        {
            WriteWarning(Messages.FormatWarnHistoryGap(FormatTime(time)));
        }
    }

    private static string FormatTime(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private JobInstanceFilter CreateFilter(BkJobContext context, JobScope scope)
    {
        DateTimeOffset before = Before ?? context.Client.Clock.GetUtcNow() + ClockAllowance;
        DateTimeOffset after = After ?? (Before ?? context.Client.Clock.GetUtcNow()) - DefaultSpan;
        if (after >= before)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                Messages.FormatBadTimeRange(FormatTime(after), FormatTime(before)), after, Messages.AdviceTimeRange));
        }

        return new JobInstanceFilter(scope, after, before)
        {
            Statuses = Status ?? [],
            Type = Type,
            StartWay = StartWay,
            Operator = Operator is null ? null : FindOperator(Operator, context),
            Ip = Ip,
            CronId = CronId,
            NamePart = _name?.Part,
            ClientFilter = _name is null && PlanId is null
                ? null
                : job => (_name is null || _name.IsMatch(job.Name)) && (PlanId is null || job.PlanId == PlanId),
            MaxRows = CountRows(),
            IsTraced = IsTraced,
            Origin = context.Origin,
        };
    }

    /// <summary>The number of rows that are needed; null if it is not limited.</summary>
    private long? CountRows()
    {
        decimal rows = (decimal)PagingParameters.First + PagingParameters.Skip;
        return rows < long.MaxValue ? Math.Max(1, (long)rows) : null;
    }

    private string FindOperator(string name, BkJobContext context)
    {
        if (!name.Equals(Me, StringComparison.OrdinalIgnoreCase))
        {
            return name;
        }

        if (context.UserName is not { } user)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.FormatNoUserName(context), name, Messages.AdviceUserName));
            throw new PipelineStoppedException();
        }

        return user;
    }

    /// <summary>The first rows of a search, for completion: the newest one becomes the one read last.</summary>
    private sealed class RecentRows : IDisposable
    {
        private const int MaxRows = 20;
        private readonly List<JobInstanceSummary> _rows = [];

        public void Add(JobInstanceSummary job)
        {
            if (_rows.Count < MaxRows)
            {
                _rows.Add(job);
            }
        }

        public void Dispose()
        {
            _rows.Reverse();
            _rows.ForEach(RecentJobs.Current.Add);
        }
    }
}
