namespace BkJob;

/// <summary>Something that a step wrote on one host, or in one container, with the identity of that host.</summary>
public abstract class HostOutput
{
    private protected HostOutput(StepIpStatus host, int attempt) => (Host, Attempt) = (host, attempt);

    /// <summary>The job instance.</summary>
    public long JobInstanceId => Host.JobInstanceId;

    /// <summary>The step.</summary>
    public long StepInstanceId => Host.StepInstanceId;

    /// <summary>Name of the step; null if the server returns none.</summary>
    public string? StepName => Host.StepName;

    /// <summary>The business, as returned by the server; null if omitted.</summary>
    public long? BizId => Host.BizId;

    /// <summary><c>biz</c>, <c>biz_set</c> or <c>tenant_set</c>; null before Job 3.5.</summary>
    public string? ScopeType => Host.Step.Scope.ScopeType;

    /// <summary>ID within <see cref="ScopeType"/>; null before Job 3.5.</summary>
    public string? ScopeId => Host.Step.Scope.ScopeId;

    /// <summary>IPv4 address; null for a container, and for an IPv6-only host over ESB v2.</summary>
    public string? Ip => Host.Ip;

    /// <summary>IPv6 address; null if the API does not return it (ESB v2 and Job 3.x over v3 never do).</summary>
    public string? Ipv6 => Host.Ipv6;

    /// <summary>Cloud area (<c>bk_cloud_id</c>); 0 is the default area, null for a container.</summary>
    public long? CloudId => Host.CloudId;

    /// <summary>Host ID of the CMDB (<c>bk_host_id</c>); null over ESB v2, before Job 3.7, and for a container.</summary>
    public long? HostId => Host.HostId;

    /// <summary>ID of the container (<c>container_id</c>), v4 only; null for a host.</summary>
    public string? ContainerId => Host.ContainerId;

    /// <summary>Name of the container, v4 only; null for a host.</summary>
    public string? ContainerName => Host.ContainerName;

    /// <summary>How often the step had been run again when this was written; 0 for its first run.</summary>
    public int Attempt { get; }

    /// <summary>The result of the step on the host.</summary>
    internal StepIpStatus Host { get; }

    /// <summary>The address of the host or the name of the container, sanitized, for display.</summary>
    internal string HostName => TerminalText.Sanitize(Ip ?? Ipv6 ?? ContainerName ?? "?");
}
