using System.Globalization;
using System.Text;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Logs;

/// <summary>
/// The logs of a script step at one moment: a pure function of the script and the time. A text only grows within an attempt.
/// </summary>
internal sealed class ScriptLog(JobView view, int index)
{
    private static readonly TimeSpan ServerZone = TimeSpan.FromHours(8);

    private readonly SimulatedStep _step = view.Job.Steps[index];
    private readonly TimeSpan _elapsed = view.Now - view.StepStart(index);

    /// <summary>True if the log of a host never exists.</summary>
    public bool IsLost(int place) =>
        _step.LogMode == LogMode.None || (IsUnreliable(place) && Spread.Contains(_step.LostLogs, Unreliable, UnreliableIndex(place)));

    /// <summary>True if the log of a host is missing from large batches.</summary>
    public bool IsMissing(int place) => IsUnreliable(place) && !IsLost(place);

    /// <summary>The text that is stored; null if there is none.</summary>
    public string? TextOf(int place)
    {
        var state = view.Snapshot.Steps[index].Hosts[place];
        if (!state.HasRun || IsLost(place))
        {
            return null;
        }

        var (count, line) = _step.LogBytes is { } bytes ? SizedLog.Lines(bytes, NameOf(place)) : LinesOf(place, state);
        var text = Join(state, count, line);
        return text.Length == 0 ? null : text;
    }

    private int Unreliable => _step.LostLogs + _step.MissingLogs;

    private bool IsUnreliable(int place) => Spread.Contains(Unreliable, _step.Targets, place);

    private int UnreliableIndex(int place) => Spread.Before(Unreliable, _step.Targets, place);

    private string Join(HostState state, int count, Func<int, string> line)
    {
        var (visible, isBetween) = Progress(state, count);
        var text = new StringBuilder();
        for (var number = 0; number < visible; number++)
        {
            // A chunk that is stored late fills a gap.
            if (number != 1 || _step.GapFilledAt is not { } filled || _elapsed >= Seconds.ToTime(filled))
            {
                text.Append(number == 0 && IsRewritten ? "(rewritten) " : "").Append(line(number)).Append('\n');
            }
        }

        if (isBetween && _step.PartialLines)
        {
            var next = line(visible);
            text.Append(next.AsSpan(0, next.Length / 2));
        }

        return _step.EndsWithoutNewline && visible == count && count > 0 ? text.ToString(0, text.Length - 1) : text.ToString();
    }

    private bool IsRewritten => _step.RewrittenAt is { } at && _elapsed >= Seconds.ToTime(at);

    // The number of complete lines that can be read, and whether the host is writing the next one.
    private (int Visible, bool IsBetween) Progress(HostState state, int count)
    {
        var late = _step.LateChunkSeconds > 0 && count > 0 ? Math.Max(1, count / 4) : 0;
        if (state.HasEnded && !state.IsCut)
        {
            return (_elapsed >= state.End + Seconds.ToTime(_step.LateChunkSeconds) ? count : count - late, false);
        }

        var until = state.IsCut && state.End < _elapsed ? state.End : _elapsed;
        var length = (state.PlannedEnd - state.PlannedStart).Ticks;
        var gone = Math.Clamp((until - state.PlannedStart).Ticks, 0, length);
        if (length == 0)
        {
            return (0, false);
        }

        var (visible, rest) = Int128.DivRem((Int128)gone * count, length);
        var readable = count - late;
        return ((int)Int128.Min(visible, readable), rest != 0 && visible < readable);
    }

    private (int Count, Func<int, string> Line) LinesOf(int place, HostState state)
    {
        var result = _step.HostStatus ?? state.Result;
        var cause = CauseOf(place, result);

        // Nothing ran on a host whose agent does not respond.
        var count = _step.LogText is null && FailureText.IsOfServer(result) ? 1 : _step.Output?.Count ?? _step.LogLines;
        return (count, number => Fill(
            number == count - 1 && cause is not null ? cause
                : _step.Output is { } output ? output[number]
                : _step.LogText ?? DefaultText.Line(number, count),
            place,
            number,
            state,
            count));
    }

    private string? CauseOf(int place, int result)
    {
        if (result is HostCode.Succeeded or HostCode.SucceededBefore or HostCode.Running or HostCode.Waiting)
        {
            return null;
        }

        var number = HostTimeline.FailureIndex(_step, place);
        return _step.FailureOutput is { } causes && !FailureText.IsOfServer(result) ? causes[number % causes.Count]
            : _step.LogText is null ? FailureText.Of(result, number)
            : null;
    }

    private string Fill(string template, int place, int number, HostState state, int count)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return template;
        }

        var at = state.PlannedStart + ((state.PlannedEnd - state.PlannedStart) * ((number + 1) / (double)count));
        var text = new StringBuilder(template);
        text.Replace("{ip}", NameOf(place));
        text.Replace("{host}", Invariant(place + 1));
        text.Replace("{line}", Invariant(number + 1));
        text.Replace("{attempt}", Invariant(state.Attempt));
        text.Replace("{tag}", _step.Tag);
        text.Replace("{pid}", Invariant(20_000 + (place * 7) + state.Attempt));
        text.Replace("{time}", Format(view.StepStart(index) + at));
        return text.ToString();
    }

    private string NameOf(int place)
    {
        if (place >= _step.Hosts)
        {
            Span<byte> buffer = stackalloc byte[ContainerName.MaxLength];
            return Encoding.UTF8.GetString(ContainerName.Name(buffer, _step, place - _step.Hosts));
        }

        var host = HostIdentity.Of(_step, place);
        return host.Ip ?? host.Ipv6!;
    }

    /// <summary>A time as the server writes it into a log.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToOffset(ServerZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A log of an exact size, in lines of 100 bytes.</summary>
internal static class SizedLog
{
    private const int LineBytes = 100;

    private static readonly string Filler =
        string.Concat(Enumerable.Repeat("0123456789 abcdefghijklmnopqrstuvwxyz ", 3))[..(LineBytes - 1)];

    /// <summary>The lines without their newlines; the first one has the name of the host.</summary>
    public static (int Count, Func<int, string> Line) Lines(int bytes, string name)
    {
        var count = (bytes + LineBytes - 1) / LineBytes;
        var first = $"{name} {Filler}"[..(LineBytes - 1)];
        var last = bytes - ((count - 1) * LineBytes) - 1;
        return (count, number => (number == 0 ? first : Filler)[..(number == count - 1 ? last : LineBytes - 1)]);
    }
}
