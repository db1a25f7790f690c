using System.Management.Automation;

namespace BkJob.Demo;

/// <summary>
/// Progress bars. On a screen they are drawn over each other below the output; in a file, where that can't be, the bar for the whole is
/// written as a line whenever it says something new.
/// </summary>
/// <param name="output">Where they go.</param>
/// <param name="width">Columns of the screen.</param>
/// <param name="isScreen">Whether lines can be drawn over.</param>
internal sealed class ProgressPane(TextWriter output, int width, bool isScreen)
{
    private const int BarLength = 20;
    private readonly SortedDictionary<(long Source, int Activity), ProgressRecord> _bars = [];
    private readonly TerminalRawUI _measure = new(width);
    private int _linesDrawn;
    private string _lastLine = "";

    /// <summary>Takes note of a bar and draws.</summary>
    public void Update(long source, ProgressRecord record)
    {
        Erase();
        if (record.RecordType == ProgressRecordType.Completed)
        {
            _bars.Remove((source, record.ActivityId));
        }
        else
        {
            _bars[(source, record.ActivityId)] = record;
        }

        if (isScreen)
        {
            Draw();
        }
        else if (record is { RecordType: ProgressRecordType.Processing, ParentActivityId: < 0 })
        {
            WriteLine(record);
        }
    }

    /// <summary>Takes the bars off the screen, before something else is written there.</summary>
    public void Erase()
    {
        if (_linesDrawn > 0)
        {
            output.Write($"\e[{_linesDrawn}A\e[0J");
            _linesDrawn = 0;
        }
    }

    private void Draw()
    {
        foreach (ProgressRecord bar in _bars.Values)
        {
            output.WriteLine(Cut(InWords(bar)));
            _linesDrawn++;
        }
    }

    /// <summary>A line that broke in two could not be drawn over.</summary>
    private string Cut(string text)
    {
        while (_measure.LengthInBufferCells(text) >= width)
        {
            text = text[..^1];
        }

        return text;
    }

    private void WriteLine(ProgressRecord bar)
    {
        string line = InWords(bar);
        if (line != _lastLine)
        {
            output.WriteLine(line);
            _lastLine = line;
        }
    }

    private static string InWords(ProgressRecord bar)
    {
        int filled = Math.Clamp(bar.PercentComplete, 0, 100) * BarLength / 100;
        string indent = bar.ParentActivityId < 0 ? "" : "  ";
        return $"{indent}[{new string('#', filled)}{new string('.', BarLength - filled)}] {bar.Activity}: {bar.StatusDescription}";
    }
}
