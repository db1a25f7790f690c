using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>The bars of a wait: one for all, and one each for up to ten that run.</summary>
internal sealed class WaitProgress
{
    private const int MostBars = 10;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);
    private static int s_lastActivity = 7400;

    private readonly PSCmdlet _cmdlet;
    private readonly int _total;
    private readonly int _activity;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly SortedDictionary<long, JobInstance> _running = [];
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _bars = [];
    private long _shown;
    private bool _isShown;
    private int _done;

    private WaitProgress(PSCmdlet cmdlet, int total)
    {
        _cmdlet = cmdlet;
        _total = total;

        // Numbers of its own for each wait, the source of the bars among them: two in one session must not draw over each other.
        _activity = Interlocked.Add(ref s_lastActivity, MostBars + 1);
    }

    /// <summary>Makes the bars; null where nobody would see them, so that they cost nothing there.</summary>
    public static WaitProgress? For(PSCmdlet cmdlet, int total)
    {
        object? preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out object? action)
            ? action
            : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference");
        return preference?.ToString() is "SilentlyContinue" or "Ignore" ? null : new WaitProgress(cmdlet, total);
    }

    /// <summary>Takes note of what happened.</summary>
    public void Note(WaitEvent what)
    {
        switch (what)
        {
            case JobRead read:
                _running[read.Query.JobInstanceId] = read.Job;
                break;
            case JobArrived arrived:
                Done(arrived.Query, Word(arrived.Job.Outcome));
                break;
            case WaitGaveUp gaveUp:
                Done(gaveUp.Query, Messages.ProgressUnreadable);
                break;
            case WaitTimedOut timedOut:
                Done(timedOut.Query, Messages.ProgressUnfinished);
                break;
        }
    }

    /// <summary>Draws the bars, when the last time is long enough ago for a person to see a difference.</summary>
    public void Show()
    {
        if (_isShown && Stopwatch.GetElapsedTime(_shown) < Refresh)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        _isShown = true;
        string title = ProgressTitle.Of(Messages.ProgressActivity);
        _cmdlet.CommandRuntime.WriteProgress(_activity, new ProgressRecord(_activity, title, ProgressTitle.Widened(Overall()))
        {
            PercentComplete = 100 * _done / _total,
        });
        GiveFreeBars();
        foreach ((long id, int bar) in _bars)
        {
            _cmdlet.CommandRuntime.WriteProgress(_activity, Of(_running[id], bar));
        }
    }

    /// <summary>A job keeps its bar until it is done; then the next in line gets it.</summary>
    private void GiveFreeBars()
    {
        IEnumerable<int> free = Enumerable.Range(_activity + 1, MostBars).Except(_bars.Values).ToArray();
        foreach ((long id, int bar) in _running.Keys.Where(id => !_bars.ContainsKey(id)).Zip(free).ToArray())
        {
            _bars[id] = bar;
        }
    }

    /// <summary>
    /// Takes the bars off the screen. Written straight to the host: a cmdlet that was stopped may write nothing any more, and a bar that
    /// stays behind is what people complain about most.
    /// </summary>
    public void Complete()
    {
        if (!_isShown)
        {
            return;
        }

        foreach (int bar in _bars.Values.Append(_activity))
        {
            _cmdlet.Host.UI.WriteProgress(_activity, new ProgressRecord(bar, Messages.ProgressActivity, " ") { RecordType = ProgressRecordType.Completed });
        }

        _bars.Clear();
        _isShown = false;
    }

    private void Done(JobInstanceQuery query, string word)
    {
        _done++;
        _outcomes[word] = _outcomes.GetValueOrDefault(word) + 1;
        _running.Remove(query.JobInstanceId);
        if (_bars.Remove(query.JobInstanceId, out int bar))
        {
            _cmdlet.CommandRuntime.WriteProgress(_activity, new ProgressRecord(bar, "-", " ") { RecordType = ProgressRecordType.Completed, ParentActivityId = _activity });
        }
    }

    private string Overall()
    {
        string outcomes = string.Join(Messages.ProgressSeparator, _outcomes.Select(o => Messages.FormatProgressCount(o.Value, o.Key)));
        return outcomes.Length > 0
            ? Messages.FormatProgressAllWithOutcomes(_done, _total, outcomes, Elapsed)
            : Messages.FormatProgressAll(_done, _total, Elapsed);
    }

    private string Elapsed => Views.ViewText.Duration(Stopwatch.GetElapsedTime(_began));

    private static string Word(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Succeeded => Messages.ProgressSucceeded,
        JobOutcome.Failed => Messages.ProgressFailed,
        JobOutcome.Cancelled => Messages.ProgressCancelled,
        JobOutcome.WaitingForUser => Messages.ProgressWaitsForPerson,
        _ => Messages.ProgressUnknown,
    };

    private ProgressRecord Of(JobInstance job, int bar)
    {
        int done = job.Steps.Count(step => StatusTable.IsFinished(step.Status, false));
        int step = Math.Min(done + 1, job.Steps.Count);
        string status = job.Hosts is { Total: > 0 } all
            ? Messages.FormatProgressOneWithHosts(
                job.Status, step, job.Steps.Count, Grouped(all.Total - all.Running - all.Waiting), Grouped(all.Total), Elapsed)
            : Messages.FormatProgressOne(job.Status, step, job.Steps.Count, Elapsed);
        string title = ProgressTitle.Of(FormattableString.Invariant($"{job.Id} {DisplayText.Harmless(job.Name)}"));
        return new ProgressRecord(bar, title, ProgressTitle.Widened(status))
        {
            ParentActivityId = _activity,
            PercentComplete = job.Steps.Count == 0 ? 0 : 100 * done / job.Steps.Count,
        };
    }

    /// <summary>Thousands apart by a space, which is no decimal sign anywhere.</summary>
    private static string Grouped(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
