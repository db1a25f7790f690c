using System.Globalization;

namespace BkJob;

/// <summary>The details of a host that completion requires.</summary>
/// <param name="JobInstanceId">The job instance.</param>
/// <param name="StepInstanceId">The step.</param>
/// <param name="Address">The address.</param>
/// <param name="Status">The status on this host at that time.</param>
/// <param name="Target">The host as a target of a start: its address with the cloud area, otherwise its ID; empty if neither is known.</param>
internal sealed record RecentHost(long JobInstanceId, long StepInstanceId, string Address, IpStatus Status, string Target);

/// <summary>The hosts that a runspace has read last, so that addresses can be completed without a request.</summary>
internal sealed class RecentHosts
{
    /// <summary>More completions than a user can review.</summary>
    private const int MaxHosts = 500;
    private const int MaxHostsOfJob = 100;

    /// <summary>An IPv6 address with a zone is never longer.</summary>
    private const int MaxAddressLength = 64;

    private readonly object _gate = new();
    private List<RecentHost> _recent = [];

    /// <summary>The instance of the current runspace.</summary>
    public static RecentHosts Current => RunspaceStorage.Get<RecentHosts>();

    /// <summary>All hosts, those of the job read last first.</summary>
    public IReadOnlyList<RecentHost> MostRecentFirst
    {
        get
        {
            lock (_gate)
            {
                return _recent;
            }
        }
    }

    /// <summary>Adds hosts of a job; those that did not succeed first, because users look for them.</summary>
    public void Add(JobInstance job)
    {
        RecentHost[] hosts = [.. Find(job, isSucceeded: false).Concat(Find(job, isSucceeded: true)).Take(MaxHostsOfJob)];
        if (hosts.Length == 0)
        {
            // A later response without hosts does not remove known hosts.
            return;
        }

        lock (_gate)
        {
            _recent = [.. hosts.Concat(_recent.Where(recent => recent.JobInstanceId != job.Id)).Take(MaxHosts)];
        }
    }

    private static IEnumerable<RecentHost> Find(JobInstance job, bool isSucceeded) =>
        from step in job.Steps
        from host in step.FindHosts(status => (status.ToOutcome() == HostOutcome.Succeeded) == isSucceeded)
        let address = host.Ip ?? host.Ipv6
        where address is { Length: > 0 and <= MaxAddressLength }
        let target = host is { Ip: not null, CloudId: not null } ? FormattableString.Invariant($"{host.CloudId}:{host.Ip}")
            : host.HostId?.ToString(CultureInfo.InvariantCulture) ?? ""
        select new RecentHost(job.Id, step.Id, address, host.Status, target);
}
