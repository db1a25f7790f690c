using System.Management.Automation;
using System.Management.Automation.Host;

namespace BkJob;

/// <summary>The progress bars of a wait: one for all jobs, and one each for the ten that need attention most or have run longest.</summary>
internal sealed class WaitBars : WaitDisplay
{
    private const int MaxBars = 10;

    /// <summary>A longer title would be truncated by PowerShell, by characters: half of a screen of 80 columns, less its own margins.</summary>
    private const int MaxTitleCells = 38;
    private const int MinTitleCells = 14;

    /// <summary>PowerShell draws no wider bar ($PSStyle.Progress.MaxWidth), and of a line it takes these cells for indentation and brackets.</summary>
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

        // Numbers of its own for each wait, the source of the bars among them: two in one session must not draw over each other.
        _activity = Interlocked.Add(ref s_lastActivity, MaxBars + 1);
    }

    /// <inheritdoc/>
    public override void Update(WaitEvent what) => _board.Update(what);

    /// <summary>Draws the bars, when the last time is long enough ago for a person to see a difference.</summary>
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
        Write(CreateOverall(jobs.Length));
        for (int i = 0; i < jobs.Length; i++)
        {
            Write(Create(jobs[i], _activity + 1 + i));
        }

        for (int i = jobs.Length; i < _bars; i++)
        {
            Write(new ProgressRecord(_activity + 1 + i, "-", " ") { RecordType = ProgressRecordType.Completed, ParentActivityId = _activity });
        }

        _bars = jobs.Length;
    }

    /// <summary>
    /// Takes the bars off the screen. Written straight to the host: a cmdlet that was stopped may write nothing any more, and a bar that
    /// stays behind is what people complain about most.
    /// </summary>
    public override void Complete()
    {
        if (!_isShown)
        {
            return;
        }

        // The bar of all last: the others are drawn below it.
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
        // On a narrow screen the title makes room for the numbers.
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

    /// <summary>What fits beside a title. PowerShell would truncate the rest by characters, and a wide one then moves to the next line.</summary>
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
                // A host without a screen.
                return MaxWidth;
            }
        }
    }
}
