namespace BkJob;

/// <summary>How a step went on one host (<c>step_ip_status</c>).</summary>
public sealed class StepIpStatus
{
    internal StepIpStatus()
    {
    }

    /// <summary>IPv4 address; null for a host that has IPv6 only, which ESB v2 does not name.</summary>
    public string? Ip { get; internal init; }

    /// <summary>IPv6 address; null where the API does not send it (ESB v2 never does).</summary>
    public string? Ipv6 { get; internal init; }

    /// <summary>Cloud area (<c>bk_cloud_id</c>); 0 is the default area.</summary>
    public long? CloudId { get; internal init; }

    /// <summary>Host id of the CMDB; null where the API does not send it (ESB v2 never does).</summary>
    public long? HostId { get; internal init; }

    /// <summary>Status on this host; a number in no table is kept.</summary>
    public IpStatus Status { get; internal init; }

    /// <summary>What the status means.</summary>
    public HostOutcome Outcome => StatusTable.OutcomeOf(Status);

    /// <summary>The job instance that the step is part of.</summary>
    public long JobInstanceId { get; internal init; }

    /// <summary>The step.</summary>
    public long StepInstanceId { get; internal init; }

    /// <summary>Name of the step; null where the server gives none.</summary>
    public string? StepName { get; internal init; }

    /// <summary>The business, as the server said; null where it left it out.</summary>
    public long? BizId { get; internal init; }

    /// <summary>Address and status.</summary>
    public override string ToString() => $"{Ip ?? Ipv6 ?? "?"} {Status}";
}
