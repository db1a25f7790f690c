namespace BkJob.Simulator;

/// <summary>The script of one step. All times are seconds.</summary>
public sealed record SimulatedStep
{
    /// <summary>The step's name.</summary>
    public string Name { get; init; } = "Simulated step";

    /// <summary>1 script, 2 file, 3 manual confirmation, 4 SQL.</summary>
    public int Type { get; init; } = 1;

    /// <summary>The step_instance_id; null for one made from the job's id and the step's place.</summary>
    public long? Id { get; init; }

    /// <summary>How many hosts it runs on; a confirmation step has none.</summary>
    public int Hosts { get; init; }

    /// <summary>
    /// How many containers it runs in, listed behind the hosts. Only v4 can tell of them: once they are to be listed, v2 ends in an
    /// error of the server, and so does v3 where it is asked for hosts.
    /// </summary>
    public int Containers { get; init; }

    /// <summary>
    /// The bk_host_id of the first host, the others count on from there; null for hosts without ids, as old Job servers have them.
    /// v2 sends none.
    /// </summary>
    public long? FirstHostId { get; init; } = 2_000_001;

    /// <summary>True for hosts that have no IPv4 address: v2 and v3 send them with ip null, v4 with ipv6.</summary>
    public bool Ipv6Only { get; init; }

    /// <summary>How long it runs; the hosts finish evenly over this time, one by one.</summary>
    public double Seconds { get; init; }

    /// <summary>How many of the hosts and containers fail, spread evenly over the list.</summary>
    public int FailedHosts { get; init; }

    /// <summary>The status of a failed host.</summary>
    public int FailureCode { get; init; } = 11;

    /// <summary>Statuses that the failed hosts take in turn; null for <see cref="FailureCode"/> alone.</summary>
    public IReadOnlyList<int>? FailureCodes { get; init; }

    /// <summary>The exit_code of a host at 104, from v3 on; 0 for one that succeeded, null for all others and in a file step.</summary>
    public int FailureExitCode { get; init; } = 1;

    /// <summary>The error_code of a host that ended without success, as the agent gave it; v3 alone sends it.</summary>
    public int FailureErrorCode { get; init; }

    /// <summary>The tag of the hosts that have ended, from v3 on: what a script said with job_success or job_fail.</summary>
    public string Tag { get; init; } = "";

    /// <summary>True when a failure doesn't stop the job: the step ends at 6 and the next one starts.</summary>
    public bool IgnoreError { get; init; }

    /// <summary>Seconds after the failure at which someone retries the failed hosts; null for nobody.</summary>
    public double? RetriedAfter { get; init; }

    /// <summary>How long the retry runs.</summary>
    public double RetrySeconds { get; init; } = 3;

    /// <summary>True when the retry fails as the first run did.</summary>
    public bool RetryFails { get; init; }

    /// <summary>Seconds after which someone answers a confirmation step; null for never.</summary>
    public double? ConfirmedAfter { get; init; }

    /// <summary>True when that answer ends the job (13) in place of letting it go on.</summary>
    public bool ConfirmTerminates { get; init; }

    /// <summary>How many rolling batches the hosts run in.</summary>
    public int Batches { get; init; } = 1;

    /// <summary>Seconds between two batches (status 15); not part of <see cref="Seconds"/>.</summary>
    public double BatchPause { get; init; }

    /// <summary>
    /// Pins the step's status from its start on. Pinned at an unfinished one (2, 10, 15) it stays half-way for ever;
    /// at one that stops a job (4, 8, 9, 11 to 14) the job ends with it.
    /// </summary>
    public int? FixedStatus { get; init; }

    /// <summary>Pins the status of every host.</summary>
    public int? HostStatus { get; init; }

    /// <summary>Pins total_time, once the step has one.</summary>
    public double? TotalTime { get; init; }

    internal int Targets => Hosts + Containers;
}
