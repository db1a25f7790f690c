using System.Globalization;

namespace BkJob.Views;

/// <summary>Formats values for the views.</summary>
internal static class ViewText
{
    /// <summary>The text for a missing value.</summary>
    public const string None = "-";

    /// <summary>Symbol, word and colour of the status of a job or step; the number if it has no name.</summary>
    /// <param name="item">The job or step.</param>
    public static string Status(object? item)
    {
        object? status = DeserializedValue.Property(item, "Status");
        return DeserializedValue.Enum<JobStatus>(status) is { } known
            ? Symbols.Paint(known.ToOutcome(), known.ToString())
            : Text(status?.ToString());
    }

    /// <summary>Symbol, word and colour of the status of a host; the number if it has no name.</summary>
    /// <param name="host">The host.</param>
    public static string HostStatus(object? host)
    {
        object? status = DeserializedValue.Property(host, "Status");
        return DeserializedValue.Enum<IpStatus>(status) is { } known
            ? Symbols.Paint(known.ToOutcome(), known.ToString())
            : Text(status?.ToString());
    }

    /// <summary>A text property of an object, sanitized.</summary>
    /// <param name="item">The object.</param>
    /// <param name="property">The name of the property.</param>
    public static string Text(object? item, string property) => Text(DeserializedValue.Text(item, property));

    /// <summary>Text of a server or a user, sanitized.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string? text) => string.IsNullOrEmpty(text) ? None : TerminalText.Sanitize(text);

    /// <summary>A property that is a number.</summary>
    /// <param name="item">The object.</param>
    /// <param name="property">The name of the property.</param>
    public static string Number(object? item, string property) =>
        DeserializedValue.Number(item, property)?.ToString(CultureInfo.InvariantCulture) ?? None;

    /// <summary>A property that is a time, in local time.</summary>
    /// <param name="item">The object.</param>
    /// <param name="property">The name of the property.</param>
    public static string Time(object? item, string property) =>
        TimeOf(item, property)?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? None;

    /// <summary>When a job or step started, in five cells: the time within a day, the date within ten months, otherwise the year.</summary>
    /// <param name="item">The job or step.</param>
    public static string ShortStart(object? item)
    {
        if (TimeOf(item, "StartTime") is not { } known)
        {
            return None;
        }

        double days = Math.Abs((DateTimeOffset.Now - known).TotalDays);
        return known.ToString(days < 1 ? "HH:mm" : days < 300 ? "MM-dd" : "yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>The duration of a job, step or host, so far if it is running. Null before the start.</summary>
    /// <param name="item">The job, step or host.</param>
    public static TimeSpan? DurationOf(object? item)
    {
        if (DeserializedValue.Property(item, "TotalTime") is TimeSpan total)
        {
            return total;
        }

        if (TimeOf(item, "StartTime") is not { } start || (TimeOf(item, "EndTime") is null && !IsRunning(item)))
        {
            return null;
        }

        TimeSpan duration = (TimeOf(item, "EndTime") ?? DateTimeOffset.Now) - start;

        // The clock of the server may be ahead of the one here.
        return duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
    }

    /// <summary>The duration as <c>1:02:03</c>.</summary>
    /// <param name="item">The job, step or host.</param>
    public static string Duration(object? item) => DurationOf(item) is { } span ? DurationText.Format(span) : None;

    /// <summary>Hosts as <c>97/100</c>, in red if some failed; in thousands if the numbers would be wider than the column.</summary>
    /// <param name="item">The job or step.</param>
    public static string Hosts(object? item)
    {
        if (DeserializedValue.Hosts(DeserializedValue.Property(item, "Hosts")) is not { Total: > 0 } hosts)
        {
            return None;
        }

        string text = hosts.ToString();
        text = text.Length <= Cell.Hosts ? text : FormattableString.Invariant($"{hosts.Succeeded / 1000}k/{hosts.Total / 1000}k");
        return ViewColour.Paint(text, hosts.Failed > 0 ? Colour.Red : Colour.None);
    }

    /// <summary>Hosts in words, as in <c>100: 97 succeeded, 3 failed</c>.</summary>
    /// <param name="item">The job or step.</param>
    public static string HostsInWords(object? item) =>
        DeserializedValue.Hosts(DeserializedValue.Property(item, "Hosts")) is { } hosts ? HostsInWords(hosts) : Messages.HostsNotIncluded;

    /// <summary>Hosts in words.</summary>
    /// <param name="hosts">The counts.</param>
    public static string HostsInWords(HostSummary hosts)
    {
        (int Count, Func<object?, string> Words)[] parts =
        [
            (hosts.Succeeded, Messages.FormatHostsSucceeded), (hosts.Failed, Messages.FormatHostsFailed),
            (hosts.Terminated, Messages.FormatHostsTerminated), (hosts.Running, Messages.FormatHostsRunning),
            (hosts.Waiting, Messages.FormatHostsWaiting), (hosts.Unknown, Messages.FormatHostsUnknown),
        ];
        IEnumerable<string> words = parts.Where(part => part.Count > 0).Select(part => part.Words(part.Count));
        return hosts.Total == 0 ? None : Messages.FormatHostsTotal(hosts.Total, string.Join(Messages.ListSeparator, words));
    }

    /// <summary>The number of steps of a job that have finished, as in <c>2/3</c>.</summary>
    /// <param name="job">The job.</param>
    public static string Progress(object? job)
    {
        IReadOnlyList<object> all = DeserializedValue.Items(DeserializedValue.Property(job, "Steps"));
        int ended = all.Count(step =>
            DeserializedValue.Enum<JobStatus>(DeserializedValue.Property(step, "Status")) is { } status && status.IsFinished(false));
        return FormattableString.Invariant($"{ended}/{all.Count}");
    }

    /// <summary>The actions that a job or step allows, as in <c>Restart, Skip</c>.</summary>
    /// <param name="item">The job or step.</param>
    public static string Actions(object? item)
    {
        IReadOnlyList<object> actions = DeserializedValue.Items(DeserializedValue.Property(item, "AvailableActions"));
        return actions.Count == 0 ? None : string.Join(", ", actions);
    }

    private static DateTimeOffset? TimeOf(object? item, string property) => DeserializedValue.Time(DeserializedValue.Property(item, property));

    /// <summary>Whether it has not finished; a waiting job, step or host counts as running.</summary>
    private static bool IsRunning(object? item) => DeserializedValue.Text(item, "Outcome") is { } outcome
        ? outcome is nameof(JobOutcome.Running) or nameof(JobOutcome.WaitingForUser)
        : DeserializedValue.Enum<JobStatus>(DeserializedValue.Property(item, "Status")) is { } status
            && status.ToOutcome() is JobOutcome.Running or JobOutcome.WaitingForUser;
}
