using System.Management.Automation;
using System.Management.Automation.Host;

namespace BkJob;

/// <summary>
/// The progress bars of a wait: one for all jobs, and one each for the ten jobs that need the most attention or have run longest.
/// </summary>
internal sealed class WaitBars : WaitDisplay
{
    private const int MaxBars = 10;

    /// <summary>PowerShell truncates a longer title by characters: half of a screen of 80 columns, minus its margins.</summary>
    private const int MaxTitleCells = 38;
    private const int MinTitleCells = 14;

    /// <summary>
    /// The maximum width of a bar in PowerShell ($PSStyle.Progress.MaxWidth), of which it uses these cells for indentation and brackets.
    /// </summary>
    private const int MaxWidth = 120;
    private const int MarginCells = 8;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);
    private static int s_lastActivity = 7400;

    private readonly PSCmdlet _cmdlet;
    private readonly WaitBoard _board;
    private readonly int _activity;
    private TimeSpan _shown;
    private bool _isShown;
    private int _bars;

    public WaitBars(PSCmdlet cmdlet, WaitBoard board)
    {
        (_cmdlet, _board) = (cmdlet, board);

        // Each wait has its own activity IDs: two waits in one session must not overwrite the bars of each other.
        _activity = Interlocked.Add(ref s_lastActivity, MaxBars + 1);
    }

    /// <inheritdoc/>
    public override void Update(WaitEvent what) => _board.Update(what);

    /// <summary>Draws the bars, unless they were drawn too recently for a user to notice a difference.</summary>
    public override void Show()
    {
        TimeSpan now = _board.Elapsed;
        if (_isShown && now - _shown < Refresh)
        {
            return;
        }

        _shown = now;
        _isShown = true;
        WaitedJob[] jobs = [.. _board.InOrder.Take(MaxBars)];

        // A stop throws at any of the writes, so the bars are counted first: Complete removes those that may be on the screen.
        int previous = _bars;
        _bars = Math.Max(previous, jobs.Length);
        Write(CreateOverall(jobs.Length));
        for (int i = 0; i < jobs.Length; i++)
        {
            Write(Create(jobs[i], _activity + 1 + i));
        }

        for (int i = jobs.Length; i < previous; i++)
        {
            Write(new ProgressRecord(_activity + 1 + i, "-", " ") { RecordType = ProgressRecordType.Completed, ParentActivityId = _activity });
        }

        _bars = jobs.Length;
    }

    /// <summary>
    /// Removes the bars from the screen. They are written directly to the host, because a stopped cmdlet can no longer write, and a bar
    /// that stays on the screen hides output.
    /// </summary>
    public override void Complete()
    {
        if (!_isShown)
        {
            return;
        }

        // The overall bar is last: the others are drawn below it.
        for (int bar = _activity + _bars; bar >= _activity; bar--)
        {
            _cmdlet.Host.UI.WriteProgress(
                _activity, new ProgressRecord(bar, Messages.ProgressActivity, " ") { RecordType = ProgressRecordType.Completed });
        }

        _isShown = false;
    }

    private void Write(ProgressRecord record) => _cmdlet.CommandRuntime.WriteProgress(_activity, record);

    private ProgressRecord CreateOverall(int shown)
    {
        string title = CellText.Truncate(Messages.ProgressActivity, MaxTitleCells);
        int seconds = _board.Remaining is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1;
        string status = Fit(WaitText.FormatOverall(_board, hidden: _board.Total - _board.Done - shown), $"{title} {seconds}s");
        return new ProgressRecord(_activity, CellText.Widen(title), status)
        {
            PercentComplete = 100 * _board.Done / _board.Total,
            SecondsRemaining = seconds,
        };
    }

    private ProgressRecord Create(WaitedJob waited, int bar)
    {
        // On a narrow screen, the title is truncated in favour of the numbers.
        int room = Width - MarginCells;
        int least = CellText.Count(WaitText.FitBar(waited, _board, room: 0));
        string title = CellText.Truncate(WaitText.FormatTitle(waited), Math.Clamp(room - least, MinTitleCells, MaxTitleCells));
        string status = WaitText.FitBar(waited, _board, room - CellText.Count(title));
        return new ProgressRecord(bar, CellText.Widen(title), Fit(status, title))
        {
            ParentActivityId = _activity,
            PercentComplete = waited.Percent,
        };
    }

    /// <summary>
    /// Truncates a status to fit beside a title. PowerShell would truncate it by characters, and wide ones would continue on the next line.
    /// </summary>
    private string Fit(string status, string title) =>
        CellText.Widen(CellText.Truncate(status, Math.Max(Width - MarginCells - CellText.Count(title), 1)));

    private int Width
    {
        get
        {
            try
            {
                return _cmdlet.Host.UI.RawUI.WindowSize.Width is > 0 and < MaxWidth and var width ? width : MaxWidth;
            }
            catch (Exception e) when (e is HostException or NotImplementedException or NotSupportedException or NullReferenceException)
            {
                // The host has no screen.
                return MaxWidth;
            }
        }
    }
}
