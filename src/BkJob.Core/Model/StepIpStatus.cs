using BkJob.Streaming;

namespace BkJob;

/// <summary>The result of a step on one host, or in one container.</summary>
public sealed class StepIpStatus
{
    private readonly StepInstance _step;
    private readonly HostColumns _table;
    private readonly int _row;
    private string? _ip;

    internal StepIpStatus(StepInstance step, HostColumns table, int row) => (_step, _table, _row) = (step, table, row);

    /// <summary>IPv4 address; null for a container, and for an IPv6-only host over ESB v2.</summary>
    public string? Ip => _ip ??= _table[HostText.Ip, _row];

    /// <summary>IPv6 address; null if the API does not return it (ESB v2 and Job 3.x over v3 never do).</summary>
    public string? Ipv6 => _table[HostText.Ipv6, _row];

    /// <summary>Cloud area (<c>bk_cloud_id</c>); 0 is the default area, null for a container.</summary>
    public long? CloudId => _table[HostNumber.CloudId, _row];

    /// <summary>Host ID of the CMDB (<c>bk_host_id</c>); null over ESB v2, before Job 3.7, and for a container.</summary>
    public long? HostId => _table[HostNumber.HostId, _row];

    /// <summary>Status on this host; an unknown number is kept.</summary>
    public IpStatus Status => (IpStatus)_table[HostNumber.Status, _row]!;

    /// <summary>The meaning of the status.</summary>
    public HostOutcome Outcome => Status.ToOutcome();

    /// <summary>Exit code of the script; null over ESB v2, and if no script has finished.</summary>
    public int? ExitCode => (int?)_table[HostNumber.ExitCode, _row];

    /// <summary>Error code of the agent (GSE), 0 for none; null over ESB v2 and v4, which do not return it.</summary>
    public int? ErrorCode => (int?)_table[HostNumber.ErrorCode, _row];

    /// <summary>The tag that the script set (<c>job_success</c> and <c>job_fail</c>); null over ESB v2.</summary>
    public string? Tag => _table[HostText.Tag, _row];

    /// <summary>When the host started; null before that, and over ESB v2.</summary>
    public DateTimeOffset? StartTime => TimeIn(HostNumber.StartTime);

    /// <summary>When the host ended; null before that, and over ESB v2.</summary>
    public DateTimeOffset? EndTime => TimeIn(HostNumber.EndTime);

    /// <summary>How long the host ran; null until it has ended, and over ESB v2.</summary>
    public TimeSpan? TotalTime => _table[HostNumber.TotalTime, _row] is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    /// <summary>ID of the container (<c>container_id</c>), v4 only; null for a host.</summary>
    public string? ContainerId => _table[HostText.ContainerId, _row];

    /// <summary>Name of the container, v4 only; null for a host.</summary>
    public string? ContainerName => _table[HostText.ContainerName, _row];

    /// <summary>Host ID of the node that the container runs on (<c>node_host_id</c>), v4 only; null for a host.</summary>
    public long? NodeHostId => _table[HostNumber.NodeHostId, _row];

    /// <summary>The job instance that the step is part of.</summary>
    public long JobInstanceId => _step.JobInstanceId;

    /// <summary>The step.</summary>
    public long StepInstanceId => _step.Id;

    /// <summary>Name of the step; null if the server returns none.</summary>
    public string? StepName => _step.Name;

    /// <summary>The business, as returned by the server; null if omitted.</summary>
    public long? BizId => _step.BizId;

    /// <summary>The number by which the log of a container is requested; null for a host.</summary>
    internal long? ContainerNumber => _table[HostNumber.ContainerNumber, _row];

    /// <summary>The step that the host took part in, with the scope and origin of its job.</summary>
    internal StepInstance Step => _step;

    /// <summary>Sanitized address or name, and status.</summary>
    public override string ToString() => $"{TerminalText.Sanitize(Ip ?? Ipv6 ?? ContainerName ?? "?")} {Status}";

    private DateTimeOffset? TimeIn(HostNumber column) =>
        _table[column, _row] is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToLocalTime() : null;
}
