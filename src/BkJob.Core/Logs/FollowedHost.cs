namespace BkJob.Logs;

/// <summary>
/// The log of one host that is followed: finds what is new in each complete text that the server returns (protocol-actions.md §1.6). It
/// yields complete lines, each once.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="attempt">The attempt.</param>
/// <param name="tail">How many of the lines that exist already are wanted; 0 for all.</param>
internal sealed class FollowedHost(StepIpStatus host, int attempt, int tail)
{
    /// <summary>The last text, of which so many characters and lines were yielded.</summary>
    private string _text = "";
    private int _yielded;
    private long _lines;

    /// <summary>The first text that was read after the host had ended; null before that.</summary>
    private string? _final;
    private int _tail = tail;

    /// <summary>The host, as the last status returned it.</summary>
    public StepIpStatus Host { get; private set; } = host;

    /// <summary>The attempt.</summary>
    public int Attempt { get; private set; } = attempt;

    /// <summary>Whether the host had ended when the last status was read.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether the host has ended and nothing was added to its log since.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether the log can contain something new.</summary>
    public bool IsPending => !IsComplete && Host.Status != IpStatus.Waiting;

    /// <summary>Updates the host with its current status.</summary>
    /// <param name="current">The host.</param>
    /// <param name="currentAttempt">The attempt of the step.</param>
    /// <param name="isEnded">Whether the host has ended.</param>
    /// <returns>The lines of an earlier attempt that were held back.</returns>
    public IEnumerable<LogLine> Update(StepIpStatus current, int currentAttempt, bool isEnded)
    {
        LogLine[] held = [];

        // A host that succeeded earlier is not run again: its log remains that of its own attempt.
        if (currentAttempt > Attempt && current.Status != IpStatus.LastSucceeded)
        {
            held = [.. TakeRest()];
            Begin(currentAttempt);
        }

        Host = current;
        IsEnded = isEnded;
        IsComplete &= isEnded;
        _final = isEnded ? _final : null;
        return held;
    }

    /// <summary>Processes the complete text that the server has.</summary>
    /// <param name="text">The text; null if there is none.</param>
    /// <returns>The lines that are new.</returns>
    public IReadOnlyList<LogLine> Read(string? text)
    {
        var lines = new List<LogLine>();
        text ??= "";
        if (!IsStale(text))
        {
            lines.AddRange(Continue(text));
            _text = text;
            lines.AddRange(TakeLines(_text.LastIndexOf('\n') + 1));
        }

        if (IsEnded)
        {
            IsComplete = _final == text;
            _final = text;
        }

        if (IsComplete)
        {
            lines.AddRange(TakeRest());
        }

        return lines;
    }

    /// <summary>A shorter text is that of an attempt whose status has not been read yet, or lacks a chunk for a moment.</summary>
    private bool IsStale(string text) => text.Length < _yielded && _text.AsSpan(0, _yielded).StartsWith(text);

    /// <summary>Finds how a text continues the last one.</summary>
    /// <returns>The lines of a chunk that was stored late and fills a gap.</returns>
    private IEnumerable<LogLine> Continue(string text)
    {
        SkipToTail(text);
        ReadOnlySpan<char> yielded = _text.AsSpan(0, _yielded);
        if (text.AsSpan().StartsWith(yielded))
        {
            return [];
        }

        int common = yielded[..yielded.CommonPrefixLength(text)].LastIndexOf('\n') + 1;
        int gap = common == 0 ? -1 : text.AsSpan(common).IndexOf(yielded[common..]);
        return gap > 0 && text[common + gap - 1] == '\n'
            ? FillGap(text, common, gap)
            : BeginAgain();
    }

    private List<LogLine> FillGap(string text, int start, int length)
    {
        long number = LogText.CountLines(text[..start]);
        List<LogLine> late = [.. LogText.GetLines(text.Substring(start, length)).Select(line => new LogLine(Host, Attempt, ++number, line))];
        _yielded += length;
        _lines += late.Count;
        return late;
    }

    // The beginning has changed: the host was run again, and the status that states it has not been read yet.
    private LogLine[] BeginAgain()
    {
        LogLine[] held = [.. TakeRest()];
        Begin(Attempt + 1);
        return held;
    }

    private void Begin(int newAttempt)
    {
        (_text, _yielded, _lines, _final) = ("", 0, 0, null);
        (Attempt, IsComplete) = (newAttempt, false);
    }

    private void SkipToTail(string text)
    {
        if (_tail > 0 && text.Length > 0)
        {
            _yielded = text.Length - LogText.GetTail(text, _tail).Length;
            _lines = LogText.CountLines(text[.._yielded]);
            (_text, _tail) = (text, 0);
        }
    }

    private List<LogLine> TakeRest() => TakeLines(_text.Length);

    private List<LogLine> TakeLines(int end)
    {
        List<LogLine> lines = end <= _yielded
            ? []
            : [.. LogText.GetLines(_text[_yielded..end]).Select(line => new LogLine(Host, Attempt, ++_lines, line))];
        _yielded = Math.Max(_yielded, end);
        return lines;
    }
}
