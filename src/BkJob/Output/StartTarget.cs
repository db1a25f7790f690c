namespace BkJob;

/// <summary>Formats what a start would run where, for ShouldProcess.</summary>
internal static class StartTarget
{
    /// <summary>Describes a start: its name, the number of hosts, the business, the server and the user.</summary>
    public static string Format(string name, BkJobTarget target, JobScope scope, BkJobContext context)
    {
        string user = context.UserName is { } userName ? Messages.FormatActionUser(TerminalText.Sanitize(userName)) : "";
        return Messages.FormatStartTarget(name, Format(target), scope, context.Server.Authority, user);
    }

    /// <summary>The number of hosts of a target; what only the server can count, such as groups and containers, by name.</summary>
    public static string Format(BkJobTarget target)
    {
        string more = TerminalText.Sanitize(string.Join(", ", target.DynamicParts));
        string hosts = target.Count == 1 ? Messages.StartHost : Messages.FormatStartHosts(target.Count);
        return more.Length == 0 ? hosts
            : target.Count == 0 ? more
            : Messages.FormatStartHostsMore(hosts, more);
    }
}
