using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Views;

/// <summary>What the views print in a cell. Public only because view definitions can call nothing else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    /// <summary>Stands where there is nothing to say.</summary>
    private const string None = "-";

    /// <summary>Digits of an id that stand below each other in a table. No server is known to have given longer ones.</summary>
    private const int IdWidth = 11;

    /// <summary>Symbol, word and colour of a job's or step's status; the number where it has no name.</summary>
    /// <param name="status">The status, or what was saved of it.</param>
    public static string Status(object? status)
    {
        if (SavedValue.Enum<JobStatus>(status) is not { } known)
        {
            return Text(status?.ToString());
        }

        (string symbol, Colour colour) = Look(StatusTable.OutcomeOf(known));
        return ViewColour.Paint($"{symbol} {known}", colour);
    }

    /// <summary>Symbol, word and colour of a host's status; the number where it has no name.</summary>
    /// <param name="status">The status, or what was saved of it.</param>
    public static string HostStatus(object? status)
    {
        if (SavedValue.Enum<IpStatus>(status) is not { } known)
        {
            return Text(status?.ToString());
        }

        (string symbol, Colour colour) = Look(StatusTable.OutcomeOf(known));
        return ViewColour.Paint($"{symbol} {known}", colour);
    }

    /// <summary>The number of a host's status.</summary>
    /// <param name="status">The status, or what was saved of it.</param>
    public static string HostCode(object? status) => Number((int?)SavedValue.Enum<IpStatus>(status));

    /// <summary>
    /// Id and status of a job or step in one cell: ids of up to 11 digits stand below each other, and a longer one moves the status along
    /// and is not cut.
    /// </summary>
    /// <param name="item">The job or step.</param>
    public static string IdAndStatus(object? item) =>
        FormattableString.Invariant($"{SavedValue.Number(item, "Id"),IdWidth} {Status(SavedValue.Property(item, "Status"))}");

    /// <summary>Address and symbol of a host, for the wide view.</summary>
    /// <param name="host">The host.</param>
    public static string Host(object? host)
    {
        IpStatus? status = SavedValue.Enum<IpStatus>(SavedValue.Property(host, "Status"));
        (string symbol, Colour colour) = Look(status is { } known ? StatusTable.OutcomeOf(known) : HostOutcome.Unknown);
        return ViewColour.Paint($"{symbol} {Address(host)}", colour);
    }

    /// <summary>The address of a host, or the name of a container; ESB v2 names no host that has IPv6 only.</summary>
    /// <param name="host">The host.</param>
    public static string Address(object? host)
    {
        string[] names = ["Ip", "Ipv6", "ContainerName", "ContainerId"];
        return Text(names.Select(name => SavedValue.Text(host, name)).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "(no IPv4)");
    }

    /// <summary>A number, a word or a text, where there is one.</summary>
    /// <param name="value">The value; in its wrapper, which knows the name of a status that was saved as a number.</param>
    public static string Value(PSObject? value) => Text(value?.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>Text of a server or a person, made harmless.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string? text) => string.IsNullOrEmpty(text) ? None : DisplayText.Harmless(text);

    /// <summary>What is in a list.</summary>
    /// <param name="list">The list.</param>
    public static string List(object? list) => Text(string.Join("; ", SavedValue.Items(list)));

    /// <summary>How many are in a list.</summary>
    /// <param name="list">The list.</param>
    public static string Count(object? list) => Number(SavedValue.Items(list).Count);

    /// <summary>A time as the clock on the wall here shows it.</summary>
    /// <param name="time">The time, or what was saved of it.</param>
    public static string Time(object? time) =>
        SavedValue.Time(time)?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? None;

    /// <summary>The same in five cells for a table: the hour of the last day, the date of the last months, else the year.</summary>
    /// <param name="time">The time, or what was saved of it.</param>
    public static string ShortTime(object? time)
    {
        if (SavedValue.Time(time) is not { } known)
        {
            return None;
        }

        double days = Math.Abs((DateTimeOffset.Now - known).TotalDays);
        return known.ToLocalTime().ToString(days < 1 ? "HH:mm" : days < 300 ? "MM-dd" : "yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>A duration as <c>1:02:03</c>, cut to whole seconds.</summary>
    /// <param name="time">The duration.</param>
    public static string Duration(TimeSpan? time) => time is not { } span ? None : string.Create(
        CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{Math.Floor(span.Duration().TotalHours):0}:{span:mm\\:ss}");

    /// <summary>Hosts as <c>97/100</c>, in red where some failed.</summary>
    /// <param name="hosts">The counts, or what was saved of them; null where they were not asked for.</param>
    public static string Hosts(object? hosts) => SavedValue.Hosts(hosts) is not { Total: > 0 } known
        ? None
        : ViewColour.Paint(known.ToString(), known.Failed > 0 ? Colour.Red : Colour.None);

    /// <summary>Hosts in words, as in <c>100: 97 succeeded, 3 failed</c>.</summary>
    /// <param name="hosts">The counts, or what was saved of them; null where they were not asked for.</param>
    public static string HostsInWords(object? hosts)
    {
        if (SavedValue.Hosts(hosts) is not { } known)
        {
            return "not asked for (-IncludeHosts)";
        }

        (int Count, string Word)[] parts =
        [
            (known.Succeeded, "succeeded"), (known.Failed, "failed"), (known.Terminated, "terminated"),
            (known.Running, "running"), (known.Waiting, "waiting"), (known.Unknown, "unknown"),
        ];
        string list = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => FormattableString.Invariant($"{p.Count} {p.Word}")));
        return known.Total == 0 ? None : FormattableString.Invariant($"{known.Total}: {list}");
    }

    /// <summary>The heading of a group of hosts.</summary>
    /// <param name="host">One of them.</param>
    public static string StepOf(object? host) =>
        $"{SavedValue.Text(host, "JobInstanceId")} > {SavedValue.Text(host, "StepInstanceId")} {Text(SavedValue.Text(host, "StepName"))}";

    /// <summary>Where a job is: how many of its steps have ended.</summary>
    /// <param name="steps">The steps.</param>
    public static string Progress(object? steps)
    {
        IReadOnlyList<object> all = SavedValue.Items(steps);
        int ended = all.Count(step =>
            SavedValue.Enum<JobStatus>(SavedValue.Property(step, "Status")) is { } status && StatusTable.IsFinished(status, false));
        return FormattableString.Invariant($"{ended}/{all.Count}");
    }

    /// <summary>Type and id of a scope.</summary>
    /// <param name="type">The type; null where the server does not say.</param>
    /// <param name="id">The id.</param>
    public static string Scope(string? type, string? id) => Text($"{type} {id}".Trim());

    /// <summary>The API of a context, and what of the gateway it is.</summary>
    /// <param name="context">The context.</param>
    public static string Api(object? context)
    {
        string stage = SavedValue.Text(context, "Stage") is { Length: > 0 } named ? $" {Text(named)}" : "";
        string state = SavedValue.Property(context, "ApplicationState") is true ? ", app" : "";
        return $"{Text(SavedValue.Text(context, "Api"))}{stage}{state}";
    }

    /// <summary>The name of a context, and a star where it is the default one.</summary>
    /// <param name="context">The context.</param>
    public static string ContextName(object? context) =>
        $"{(SavedValue.Property(context, "IsDefault") is true ? '*' : ' ')} {Text(SavedValue.Text(context, "Name"))}";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? None;

    private static (string Symbol, Colour Colour) Look(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Pending => ("○", Colour.None),
        JobOutcome.Running => ("●", Colour.Cyan),
        JobOutcome.WaitingForUser => ("!", Colour.Yellow),
        JobOutcome.Succeeded => ("✓", Colour.Green),
        JobOutcome.Failed => ("✗", Colour.Red),
        JobOutcome.Cancelled => ("■", Colour.Magenta),
        _ => ("?", Colour.Yellow),
    };

    private static (string Symbol, Colour Colour) Look(HostOutcome outcome) => outcome switch
    {
        HostOutcome.Waiting => ("○", Colour.None),
        HostOutcome.Running => ("●", Colour.Cyan),
        HostOutcome.Succeeded => ("✓", Colour.Green),
        HostOutcome.Failed => ("✗", Colour.Red),
        HostOutcome.Terminated => ("■", Colour.Magenta),
        _ => ("?", Colour.Yellow),
    };
}
