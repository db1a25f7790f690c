namespace BkJob.Logs;

/// <summary>Groups logs by their text, while they arrive.</summary>
/// <param name="ignoresHost">Whether what identifies a host and its run is ignored: its addresses, and the time and process ID before a line.</param>
internal sealed class LogGrouper(bool ignoresHost)
{
    private readonly Dictionary<Key, List<HostLog>> _groups = [];

    /// <summary>The groups in the order of their first log.</summary>
    private readonly List<List<HostLog>> _inOrder = [];

    /// <summary>Adds a log to the group that has its text.</summary>
    public void Add(HostLog log)
    {
        var key = new Key(ignoresHost ? LinePrefix.Remove(HostToken.Replace(log)) : log.Content);
        if (!_groups.TryGetValue(key, out List<HostLog>? group))
        {
            _groups[key] = group = [];
            _inOrder.Add(group);
        }

        group.Add(group.Count == 0 || log.Content != group[0].Content ? log : Share(log, group[0].Content));
    }

    /// <summary>The groups, the largest first; those of the same size in the order of their first log.</summary>
    public IEnumerable<LogGroup> GetGroups() =>
        _inOrder.OrderByDescending(group => group.Count).Select(group => new LogGroup(group[0].Content, new ItemList<HostLog>(group)));

    // Two thousand hosts with the same text need its memory only once.
    private static HostLog Share(HostLog log, string? content) =>
        ReferenceEquals(log.Content, content) ? log : new HostLog(log.Host, log.Attempt, content, log.Files);

    /// <summary>The text that is compared; null for hosts without a log, which are a group of their own.</summary>
    private readonly record struct Key(string? Text);
}
