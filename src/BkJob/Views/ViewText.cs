using System.ComponentModel;
using System.Globalization;

namespace BkJob.Views;

/// <summary>What the views print in a cell. Public only because view definitions can call nothing else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    /// <summary>Stands where there is nothing to say.</summary>
    private const string None = "-";

    /// <summary>Symbol, word and colour of a job's or step's status; the number where it has no name.</summary>
    /// <param name="status">The status.</param>
    public static string Status(JobStatus status)
    {
        (string symbol, Colour colour) = Look(StatusTable.OutcomeOf(status));
        return ViewColour.Paint($"{symbol} {Name(status)}", colour);
    }

    /// <summary>Symbol, word and colour of a host's status; the number where it has no name.</summary>
    /// <param name="status">The status.</param>
    public static string Status(IpStatus status)
    {
        (string symbol, Colour colour) = Look(StatusTable.OutcomeOf(status));
        return ViewColour.Paint($"{symbol} {Name(status)}", colour);
    }

    /// <summary>Address and symbol of a host, for the wide view.</summary>
    /// <param name="host">The host.</param>
    public static string Host(StepIpStatus host)
    {
        (string symbol, Colour colour) = Look(host.Outcome);
        return ViewColour.Paint($"{symbol} {Address(host)}", colour);
    }

    /// <summary>The address of a host, or the name of a container; ESB v2 names no host that has IPv6 only.</summary>
    /// <param name="host">The host.</param>
    public static string Address(StepIpStatus host) => Text(host.Ip ?? host.Ipv6 ?? host.ContainerName ?? host.ContainerId ?? "(no IPv4)");

    /// <summary>A number, where there is one.</summary>
    /// <param name="number">The number.</param>
    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? None;

    /// <summary>Text of a server or a person, made harmless.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string? text) => string.IsNullOrEmpty(text) ? None : DisplayText.Harmless(text);

    /// <summary>A time as the clock on the wall here shows it.</summary>
    /// <param name="time">The time.</param>
    public static string Time(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? None;

    /// <summary>The same without year and seconds, for a table.</summary>
    /// <param name="time">The time.</param>
    public static string ShortTime(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) ?? None;

    /// <summary>A duration as <c>1:02:03</c>, cut to whole seconds.</summary>
    /// <param name="time">The duration.</param>
    public static string Duration(TimeSpan? time) => time is not { } span ? None : string.Create(
        CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{Math.Floor(span.Duration().TotalHours):0}:{span:mm\\:ss}");

    /// <summary>Hosts as <c>97/100</c>, in red where some failed.</summary>
    /// <param name="hosts">The counts; null where they were not asked for.</param>
    public static string Hosts(HostSummary? hosts) =>
        hosts is not { Total: > 0 } ? None : ViewColour.Paint(hosts.ToString(), hosts.Failed > 0 ? Colour.Red : Colour.None);

    /// <summary>Hosts in words, as in <c>100: 97 succeeded, 3 failed</c>.</summary>
    /// <param name="hosts">The counts; null where they were not asked for.</param>
    public static string HostsInWords(HostSummary? hosts)
    {
        if (hosts is null)
        {
            return "not asked for (-IncludeHosts)";
        }

        (int Count, string Word)[] parts =
        [
            (hosts.Succeeded, "succeeded"), (hosts.Failed, "failed"), (hosts.Terminated, "terminated"),
            (hosts.Running, "running"), (hosts.Waiting, "waiting"), (hosts.Unknown, "unknown"),
        ];
        string list = string.Join(", ", parts.Where(p => p.Count > 0).Select(p => FormattableString.Invariant($"{p.Count} {p.Word}")));
        return hosts.Total == 0 ? None : FormattableString.Invariant($"{hosts.Total}: {list}");
    }

    /// <summary>The heading of a group of hosts.</summary>
    /// <param name="host">One of them.</param>
    public static string StepOf(StepIpStatus host) =>
        FormattableString.Invariant($"{host.JobInstanceId} > {host.StepInstanceId} {Text(host.StepName)}");

    /// <summary>Where a step is: how many of the steps have ended.</summary>
    /// <param name="job">The job.</param>
    public static string Progress(JobInstance job) => FormattableString.Invariant(
        $"{job.Steps.Count(step => StatusTable.IsFinished(step.Status, false))}/{job.Steps.Count}");

    internal static string Name(JobStatus status) =>
        Enum.IsDefined(status) ? status.ToString() : FormattableString.Invariant($"{(int)status}");

    internal static string Name(IpStatus status) =>
        Enum.IsDefined(status) ? status.ToString() : FormattableString.Invariant($"{(int)status}");

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
