namespace BkJob.Logs;

/// <summary>The logs that were received, by host.</summary>
internal sealed class HostLogIndex
{
    private readonly Dictionary<(char Kind, long Number, string? Address), HostLogRow> _rows = [];

    /// <summary>Adds the rows of a response.</summary>
    public void Add(HostLogResult result)
    {
        foreach (HostLogRow row in result.Rows)
        {
            foreach ((char, long, string?) part in row.Host.Parts)
            {
                _rows[part] = row;
            }
        }
    }

    /// <summary>Whether a log of a host was received, even if it has no text.</summary>
    public bool Contains(StepIpStatus host) => Find(host) is not null;

    /// <summary>The log of a host; without a text if none was received.</summary>
    public HostLog CreateLog(StepIpStatus host)
    {
        HostLogRow? row = Find(host);
        return new HostLog(host, row?.Attempt ?? host.Step.RetryCount, string.IsNullOrEmpty(row?.Content) ? null : row.Content, row?.Files);
    }

    private HostLogRow? Find(StepIpStatus host) =>
        HostKey.Of(host).Parts.Select(part => _rows.GetValueOrDefault(part)).FirstOrDefault(row => row is not null);
}
