using System.Globalization;

namespace BkJob;

/// <summary>Formats the texts that a wait displays.</summary>
internal static class WaitText
{
    /// <summary>The maximum length of a name in a line.</summary>
    private const int MaxNameCells = 60;

    /// <summary>A shorter part of a name does not identify a step.</summary>
    private const int MinNameCells = 6;

    public static string Format(WaitCancelled cancelled) =>
        $"Job instance {cancelled.Query.JobInstanceId}: wait cancelled{(cancelled.Last is { } last ? $"; last status: {last.Status}" : "")}.";

    public static string Format(PollRetrying retrying) => string.Create(
        CultureInfo.InvariantCulture,
        $"Job instance {retrying.Query.JobInstanceId}: no valid response for {retrying.Outage.TotalSeconds:0} s ({retrying.FailuresInRow} failures in a row). Retrying in {retrying.RetryIn.TotalSeconds:0.0} s.");

    /// <summary>The text of an outcome.</summary>
    public static string GetOutcomeText(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Succeeded => Messages.ProgressSucceeded,
        JobOutcome.Failed => Messages.ProgressFailed,
        JobOutcome.Cancelled => Messages.ProgressCancelled,
        JobOutcome.WaitingForUser => Messages.ProgressWaitsForPerson,
        _ => Messages.ProgressUnknown,
    };

    /// <summary>ID and name of a job.</summary>
    public static string FormatTitle(WaitedJob waited) => Title(waited.Query.JobInstanceId, waited.Job?.Name);

    /// <summary>The state of all jobs, for the first bar.</summary>
    /// <param name="board">The state of the wait.</param>
    /// <param name="hidden">How many unfinished jobs have no bar.</param>
    public static string FormatOverall(WaitBoard board, int hidden) => Join(
        Finished(board), hidden > 0 && board.Unfinished.Count > 0 ? Messages.FormatProgressMore(hidden) : null, FormatCommonOutage(board) ?? DurationText.Format(board.Elapsed));

    /// <summary>The state of all jobs, for a line.</summary>
    public static string FormatSummary(WaitBoard board) => Messages.FormatProgressSummary(
        Time(board),
        Join([
            Finished(board),
            .. board.Unfinished.GroupBy(waited => waited.Attention).Where(group => group.Key != Attention.None).OrderBy(group => group.Key)
                .Select(group => Messages.FormatProgressCount(group.Count(), GetWord(group.Key))),
            DurationText.Format(board.Elapsed),
        ]));

    /// <summary>A line about a job that has not finished.</summary>
    public static string FormatLine(WaitedJob waited, WaitBoard board) =>
        Messages.FormatProgressLine(Time(board), FormatTitle(waited), State(waited, board, MaxNameCells));

    /// <summary>A line about a job that has finished.</summary>
    public static string FormatLine(JobInstance job, WaitBoard board) => Messages.FormatProgressLine(
        Time(board),
        Title(job.Id, job.Name),
        Join([GetOutcomeText(job.Outcome), .. Hosts(job), job.TotalTime is { } time ? DurationText.Format(time) : null]));

    /// <summary>The text of a bar. The name of the step is truncated first, because the numbers are more important.</summary>
    /// <param name="waited">The job.</param>
    /// <param name="board">The state of the wait.</param>
    /// <param name="room">The available cells.</param>
    public static string FitBar(WaitedJob waited, WaitBoard board, int room)
    {
        string Compose(int nameCells) => Join(
            State(waited, board, nameCells),
            waited.Outage is null && waited.Job?.StartTime is { } start ? DurationText.Format(Max(board.Now - start, TimeSpan.Zero)) : null);

        int left = room - CellText.Count(Compose(nameCells: 0)) - 1;
        if (left < 0 && waited.Outage is { } outage)
        {
            return FormatOutage(outage, waited.RespondedAt, board.Elapsed);
        }

        return Compose(left < MinNameCells ? 0 : Math.Min(left, MaxNameCells));
    }

    private static string State(WaitedJob waited, WaitBoard board, int nameCells)
    {
        string position = Position(waited, nameCells);
        if (waited.Outage is { } outage)
        {
            string text = FormatOutage(outage, waited.RespondedAt, board.Elapsed);
            return position.Length > 0 ? Messages.FormatProgressOutagePosition(text, position) : text;
        }

        string word = waited.Job is { } job ? GetWord(job) : "";
        return word.Length > 0 && position.Length > 0 ? Messages.FormatProgressStatus(word, position) : word + position;
    }

    private static string Position(WaitedJob waited, int nameCells)
    {
        if (waited.Job is not { Steps: { Count: > 0 } steps } job)
        {
            return "";
        }

        string number = Messages.FormatProgressStep(waited.CurrentStep + 1, steps.Count);
        string name = nameCells > 0 ? CellText.Truncate(TerminalText.Sanitize(steps[waited.CurrentStep].Name), nameCells) : "";
        return Join([name.Length > 0 ? $"{number} {name}" : number, .. Hosts(job)]);
    }

    private static IEnumerable<string> Hosts(JobInstance job)
    {
        if (job.Hosts is { Total: > 0 } hosts)
        {
            yield return Messages.FormatProgressHosts(WaitedJob.CountFinished(hosts), hosts.Total);
            if (hosts.Failed > 0)
            {
                yield return Messages.FormatProgressCount(hosts.Failed, Messages.ProgressFailed);
            }
        }
    }

    private static string Finished(WaitBoard board)
    {
        string outcomes = Join(board.Outcomes.Select(outcome => Messages.FormatProgressCount(outcome.Value, outcome.Key)));
        return outcomes.Length > 0
            ? Messages.FormatProgressAllWithOutcomes(board.Done, board.Total, outcomes)
            : Messages.FormatProgressAll(board.Done, board.Total);
    }

    /// <summary>The outage of the server, if no job could be read; otherwise null.</summary>
    private static string? FormatCommonOutage(WaitBoard board)
    {
        Outage[] outages = [.. board.Unfinished.Select(waited => waited.Outage).OfType<Outage>()];
        if (outages.Length == 0 || outages.Length < board.Unfinished.Count)
        {
            return null;
        }

        Outage next = outages.MinBy(outage => outage.RetryAt)!;
        return FormatOutage(next, board.Unfinished.Max(waited => waited.RespondedAt), board.Elapsed);
    }

    private static string FormatOutage(Outage outage, TimeSpan respondedAt, TimeSpan now)
    {
        int silent = (int)(now - respondedAt).TotalSeconds;
        int retry = (int)Math.Ceiling((outage.RetryAt - now).TotalSeconds);
        return outage.IsThrottled ? Messages.FormatProgressThrottled(Math.Max(retry, 0))
            : retry > 0 ? Messages.FormatProgressOutage(silent, retry)
            : Messages.FormatProgressRetrying(silent);
    }

    /// <summary>The text of a status; empty for Running, the usual one.</summary>
    private static string GetWord(JobInstance job) => job.Status switch
    {
        JobStatus.Running => "",
        JobStatus.NotStarted => Messages.ProgressNotStarted,
        JobStatus.WaitingForUser => UserWait.IsBetweenBatches(job) ? Messages.ProgressRollingWait : Messages.ProgressWaitsForPerson,
        JobStatus.Terminating => Messages.ProgressTerminating,
        JobStatus.RollingWait => Messages.ProgressRollingWait,
        _ => Messages.FormatProgressOtherStatus((int)job.Status),
    };

    private static string GetWord(Attention attention) => attention switch
    {
        Attention.Confirmation => Messages.ProgressWaitsForPerson,
        Attention.FailedHosts => Messages.ProgressFailedHosts,
        _ => Messages.ProgressUnreadable,
    };

    private static string Title(long id, string? name) => name is { Length: > 0 }
        ? FormattableString.Invariant($"{id} {CellText.Truncate(TerminalText.Sanitize(name), MaxNameCells)}")
        : id.ToString(CultureInfo.InvariantCulture);

    private static string Time(WaitBoard board) => board.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static string Join(params IEnumerable<string?> parts) => string.Join(Messages.ProgressSeparator, parts.Where(part => part is not null));
}
