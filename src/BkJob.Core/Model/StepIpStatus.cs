using BkJob.Hosts;

namespace BkJob;

/// <summary>How a step went on one host, or in one container.</summary>
public sealed class StepIpStatus
{
    private readonly StepInstance _step;
    private readonly HostColumns _table;
    private readonly int _row;
    private string? _ip;

    internal StepIpStatus(StepInstance step, HostColumns table, int row) => (_step, _table, _row) = (step, table, row);

    /// <summary>IPv4 address; null for a container, and for a host that has IPv6 only, which ESB v2 does not name.</summary>
    public string? Ip => _ip ??= _table[HostText.Ip, _row];

    /// <summary>IPv6 address; null where the API does not send it (ESB v2 and Job 3.x over v3 never do).</summary>
    public string? Ipv6 => _table[HostText.Ipv6, _row];

    /// <summary>Cloud area (<c>bk_cloud_id</c>); 0 is the default area, null for a container.</summary>
    public long? CloudId => _table[HostNumber.CloudId, _row];

    /// <summary>Host id of the CMDB (<c>bk_host_id</c>); null over ESB v2, before Job 3.7, and for a container.</summary>
    public long? HostId => _table[HostNumber.HostId, _row];

    /// <summary>Status on this host; a number in no table is kept.</summary>
    public IpStatus Status => (IpStatus)_table[HostNumber.Status, _row]!;

    /// <summary>What the status means.</summary>
    public HostOutcome Outcome => Status.ToOutcome();

    /// <summary>Exit code of the script; null over ESB v2, and where no script has ended.</summary>
    public int? ExitCode => (int?)_table[HostNumber.ExitCode, _row];

    /// <summary>Error code of the agent (GSE), 0 for none; null over ESB v2 and v4, which do not send it.</summary>
    public int? ErrorCode => (int?)_table[HostNumber.ErrorCode, _row];

    /// <summary>What the script marked its result with (<c>job_success</c> and <c>job_fail</c>); null over ESB v2.</summary>
    public string? Tag => _table[HostText.Tag, _row];

    /// <summary>When the host began; null before that, and over ESB v2.</summary>
    public DateTimeOffset? StartTime => TimeIn(HostNumber.StartTime);

    /// <summary>When the host ended; null before that, and over ESB v2.</summary>
    public DateTimeOffset? EndTime => TimeIn(HostNumber.EndTime);

    /// <summary>How long the host ran; null until it has ended, and over ESB v2.</summary>
    public TimeSpan? TotalTime => _table[HostNumber.TotalTime, _row] is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    /// <summary>Id of the container (<c>container_id</c>), of v4 alone; null for a host.</summary>
    public string? ContainerId => _table[HostText.ContainerId, _row];

    /// <summary>Name of the container, of v4 alone; null for a host.</summary>
    public string? ContainerName => _table[HostText.ContainerName, _row];

    /// <summary>Host id of the node that the container runs on (<c>node_host_id</c>), of v4 alone; null for a host.</summary>
    public long? NodeHostId => _table[HostNumber.NodeHostId, _row];

    /// <summary>The job instance that the step is part of.</summary>
    public long JobInstanceId => _step.JobInstanceId;

    /// <summary>The step.</summary>
    public long StepInstanceId => _step.Id;

    /// <summary>Name of the step; null where the server gives none.</summary>
    public string? StepName => _step.Name;

    /// <summary>The business, as the server said; null where it left it out.</summary>
    public long? BizId => _step.BizId;

    /// <summary>The step that the host took part in, with the scope and origin of its job.</summary>
    internal StepInstance Step => _step;

    /// <summary>Address or name, harmless to print, and status.</summary>
    public override string ToString() => $"{TerminalText.Sanitize(Ip ?? Ipv6 ?? ContainerName ?? "?")} {Status}";

    private DateTimeOffset? TimeIn(HostNumber column) =>
        _table[column, _row] is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToLocalTime() : null;
}
