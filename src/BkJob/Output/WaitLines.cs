using System.Management.Automation;

namespace BkJob;

/// <summary>
/// The lines of a wait whose host draws no bars: one for each change, and one each minute, on the information stream. They are tagged
/// PSHOST, so that the host prints them like those of Write-Host.
/// </summary>
internal sealed class WaitLines(PSCmdlet cmdlet, WaitBoard board) : WaitDisplay
{
    private static readonly string[] Tags = ["PSHOST", "BkJobWait"];

    /// <summary>A wait that ends within this time prints nothing, and changes within it are combined in one line.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The minimum time between lines that are only about hosts.</summary>
    private static readonly TimeSpan HostsPause = TimeSpan.FromSeconds(10);

    /// <summary>With more jobs, the state at the beginning is printed only for jobs that need attention.</summary>
    private const int MaxJobsInFull = 10;

    /// <summary>
    /// The maximum number of changes printed per minute, for all jobs. The last third is reserved for jobs that need attention; lines that
    /// are only about hosts use the first third.
    /// </summary>
    private const int MaxLines = 30;
    private const int MaxOrdinaryLines = 20;
    private const int MaxHostLines = 10;

    private readonly Dictionary<JobInstanceQuery, Printed> _printed = [];
    private TimeSpan _shown;
    private TimeSpan _minute;
    private int _linesInMinute;

    /// <inheritdoc/>
    public override void Update(WaitEvent what)
    {
        board.Update(what);
        if (board.Find(what.Query) is null && _printed.Remove(what.Query, out Printed printed) && printed.IsLine
            && what is JobCompleted { Job: var job })
        {
            // Before the object, which the caller writes next.
            TryWriteChange(WaitText.FormatLine(job, board), job.Outcome == JobOutcome.Succeeded ? MaxOrdinaryLines : MaxLines);
        }
    }

    /// <inheritdoc/>
    public override void Show()
    {
        TimeSpan now = board.Elapsed;
        if (now - _shown < Pause)
        {
            return;
        }

        _shown = now;
        bool isMinuteOver = now - _minute >= Minute;
        if (isMinuteOver)
        {
            (_minute, _linesInMinute) = (now, 0);
        }

        bool hasWritten = WriteChanges();
        if (isMinuteOver && (board.Total > 1 || !hasWritten))
        {
            WriteMinute();
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        // Lines stay.
    }

    private bool WriteChanges()
    {
        bool hasWritten = false;
        foreach (WaitedJob waited in board.InOrder)
        {
            var now = Printed.Of(waited, board.Elapsed);
            bool isFirst = !_printed.TryGetValue(waited.Query, out Printed before);
            bool needsAttention = waited.Attention != Attention.None;
            if (isFirst && board.Total > MaxJobsInFull && !needsAttention)
            {
                _printed[waited.Query] = now;
                continue;
            }

            int limit = isFirst || now.IsEventSince(before) ? (needsAttention ? MaxLines : MaxOrdinaryLines)
                : now.HaveHostsMovedSince(before) ? MaxHostLines
                : 0;

            // A change that exceeds the limit is still a change the next time, and is then printed in its current state.
            if (TryWriteChange(WaitText.FormatLine(waited, board), limit))
            {
                _printed[waited.Query] = now with { IsLine = true };
                hasWritten = true;
            }
        }

        return hasWritten;
    }

    private void WriteMinute()
    {
        if (board.Total > 1)
        {
            Write(WaitText.FormatSummary(board));
        }
        else if (board.Unfinished.FirstOrDefault() is { } only)
        {
            Write(WaitText.FormatLine(only, board));
        }
    }

    private bool TryWriteChange(string line, int limit)
    {
        if (_linesInMinute >= limit)
        {
            return false;
        }

        _linesInMinute++;
        Write(line);
        return true;
    }

    private void Write(string line) => cmdlet.WriteInformation(new HostInformationMessage { Message = line }, Tags);

    /// <summary>The content of the last line of a job.</summary>
    private readonly record struct Printed(TimeSpan At, JobStatus? Status, int Step, bool IsUnreadable, bool HasFailedHosts, int Finished, int Hosts)
    {
        /// <summary>Whether it was printed, or only recorded.</summary>
        public bool IsLine { get; init; }

        public static Printed Of(WaitedJob waited, TimeSpan at)
        {
            HostSummary? hosts = waited.Job?.Hosts;
            return new Printed(
                at, waited.Job?.Status, waited.CurrentStep, waited.Outage is not null,
                hosts is { Failed: > 0 }, hosts is null ? 0 : WaitedJob.CountFinished(hosts), hosts?.Total ?? 0);
        }

        public bool IsEventSince(Printed before) =>
            (Status, Step, IsUnreadable, HasFailedHosts) != (before.Status, before.Step, before.IsUnreadable, before.HasFailedHosts);

        /// <summary>Whether a further tenth of the hosts has finished. Thousands of hosts can finish one by one.</summary>
        public bool HaveHostsMovedSince(Printed before) =>
            At - before.At >= HostsPause
            && Finished != before.Finished
            && 10 * Math.Abs(Finished - before.Finished) >= Hosts;
    }
}
