namespace BkJob;

/// <summary>Hosts whose logs have the same text.</summary>
public sealed class LogGroup
{
    internal LogGroup(string? content, IReadOnlyList<HostLog> logs) => (Content, Logs) = (content, logs);

    /// <summary>Number of hosts.</summary>
    public int Count => Logs.Count;

    /// <summary>The addresses of the hosts, or the names of the containers, in the order of the input.</summary>
    public IReadOnlyList<string> Hosts => new ItemList<string>([.. Logs.Select(log => log.Ip ?? log.Ipv6 ?? log.ContainerName ?? "?")]);

    /// <summary>The distinct exit codes, ascending; empty if no host has one.</summary>
    public IReadOnlyList<int> ExitCodes => new ItemList<int>([.. Logs.Select(log => log.ExitCode).OfType<int>().Distinct().Order()]);

    /// <summary>The distinct statuses, ascending by number.</summary>
    public IReadOnlyList<IpStatus> Statuses => new ItemList<IpStatus>([.. Logs.Select(log => log.Status).Distinct().Order()]);

    /// <summary>The text of the first log of the group; null if its hosts have no log.</summary>
    public string? Content { get; }

    /// <summary>The logs, in the order of the input.</summary>
    public IReadOnlyList<HostLog> Logs { get; }

    /// <summary>The number of hosts and the first of them.</summary>
    public override string ToString() => $"{Count}: {Hosts}";
}
