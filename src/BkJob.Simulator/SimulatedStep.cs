using BkJob.Simulator.Hosts;

namespace BkJob.Simulator;

/// <summary>The script of one step. All times are seconds.</summary>
public sealed record SimulatedStep
{
    /// <summary>The step's name.</summary>
    public string Name { get; init; } = "Simulated step";

    /// <summary>1 script, 2 file, 3 manual confirmation, 4 SQL.</summary>
    public int Type { get; init; } = 1;

    /// <summary>The step_instance_id; null for one generated from the ID of the job and the index of the step.</summary>
    public long? Id { get; init; }

    /// <summary>The number of hosts; a confirmation step has none.</summary>
    public int Hosts { get; init; }

    /// <summary>
    /// The number of containers, listed after the hosts. Only v4 can return them: v2, and v3 with hosts, return a server error instead.
    /// </summary>
    public int Containers { get; init; }

    /// <summary>
    /// The bk_host_id of the first host, from which the others are numbered; null for hosts without IDs, as on old Job servers. v2 returns
    /// none.
    /// </summary>
    public long? FirstHostId { get; init; } = 2_000_001;

    /// <summary>True for hosts without an IPv4 address: v2 and v3 return them with ip null, v4 with ipv6.</summary>
    public bool Ipv6Only { get; init; }

    /// <summary>The duration; the hosts finish one by one, evenly over this time.</summary>
    public double Seconds { get; init; }

    /// <summary>The number of hosts and containers that fail, spread evenly over the list.</summary>
    public int FailedHosts { get; init; }

    /// <summary>The status of a failed host.</summary>
    public int FailureCode { get; init; } = 11;

    /// <summary>Statuses of the failed hosts, in rotation; null for <see cref="FailureCode"/> only.</summary>
    public IReadOnlyList<int>? FailureCodes { get; init; }

    /// <summary>The exit_code of a host at 104, from v3 on; 0 for one that succeeded, null for all others and in a file step.</summary>
    public int FailureExitCode { get; init; } = 1;

    /// <summary>The error_code of a host that did not succeed, as returned by the agent; v3 only.</summary>
    public int FailureErrorCode { get; init; }

    /// <summary>The tag of the finished hosts, from v3 on: the argument of job_success or job_fail in the script.</summary>
    public string Tag { get; init; } = "";

    /// <summary>True if a failure does not stop the job: the step ends with 6 and the next one starts.</summary>
    public bool IgnoreError { get; init; }

    /// <summary>Seconds after the failure at which a user retries the failed hosts; null for never.</summary>
    public double? RetriedAfter { get; init; }

    /// <summary>The duration of a retry, by <see cref="RetriedAfter"/> or by a command.</summary>
    public double RetrySeconds { get; init; } = 3;

    /// <summary>True if a retry fails like the first run.</summary>
    public bool RetryFails { get; init; }

    /// <summary>
    /// The number of hosts that fail again in the first retry, the second, and so on; 0 after the last of them. They are the first ones of
    /// those that failed. Null for all or none of them (<see cref="RetryFails"/>).
    /// </summary>
    public IReadOnlyList<int>? RetryFailures { get; init; }

    /// <summary>Seconds after which a user responds to a confirmation step; null for never.</summary>
    public double? ConfirmedAfter { get; init; }

    /// <summary>True if that response terminates the job (13) instead of continuing it.</summary>
    public bool ConfirmTerminates { get; init; }

    /// <summary>
    /// The users who can respond to a confirmation step with a command. One who is not listed is rejected only if there are
    /// <see cref="ApproverRoles"/>, as on a real server.
    /// </summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>The roles whose users can respond as well; JOB_RESOURCE_TRIGGER_USER is the one who started the job.</summary>
    public IReadOnlyList<string> ApproverRoles { get; init; } = [];

    /// <summary>The number of rolling batches.</summary>
    public int Batches { get; init; } = 1;

    /// <summary>True if the step waits (status 7) after each batch until operation 13 starts the next one.</summary>
    public bool ManualBatches { get; init; }

    /// <summary>Seconds between two batches (status 15); not part of <see cref="Seconds"/>.</summary>
    public double BatchPause { get; init; }

    /// <summary>
    /// Fixes the step's status from its start. With an unfinished one (2, 10, 15) the step never finishes; with one that stops a job (4, 8,
    /// 9, 11 to 14) the job ends with it.
    /// </summary>
    public int? FixedStatus { get; init; }

    /// <summary>Fixes the status of every host.</summary>
    public int? HostStatus { get; init; }

    /// <summary>Fixes total_time, if the step has one.</summary>
    public double? TotalTime { get; init; }

    /// <summary>Whether the hosts of a script step have logs.</summary>
    public LogMode LogMode { get; init; } = LogMode.Script;

    /// <summary>The number of lines that a host writes, evenly over the time it runs; the last one is written when it ends.</summary>
    public int LogLines { get; init; } = 5;

    /// <summary>
    /// The template of every line; null for a realistic text whose last line states the cause if the host failed. <c>{ip}</c> is replaced
    /// by the address, or the name of a container, <c>{host}</c> by the 1-based number of the host, <c>{line}</c> by that of the line,
    /// <c>{attempt}</c> by the execute_count and <c>{time}</c> by the time of the line.
    /// </summary>
    public string? LogText { get; init; }

    /// <summary>
    /// The templates of all lines, one each, instead of <see cref="LogText"/> and <see cref="LogLines"/>. A failed host writes its cause
    /// instead of the last one.
    /// </summary>
    public IReadOnlyList<string>? Output { get; init; }

    /// <summary>
    /// The templates of the last line of the failed hosts, in rotation; null for a text that matches their status. A host whose agent did
    /// not respond has that text only.
    /// </summary>
    public IReadOnlyList<string>? FailureOutput { get; init; }

    /// <summary>The exact size of the log of every host in bytes, instead of the text.</summary>
    public int? LogBytes { get; init; }

    /// <summary>
    /// The number of hosts that are missing from a response to a batch of more than <see cref="MissingAbove"/> hosts, although they have a
    /// log. They are spread evenly over the list.
    /// </summary>
    public int MissingLogs { get; init; }

    /// <summary>The maximum size of a batch whose response contains all hosts with a log.</summary>
    public int MissingAbove { get; init; } = 1;

    /// <summary>The number of hosts whose log never exists, spread evenly over the list; the last host is one of them.</summary>
    public int LostLogs { get; init; }

    /// <summary>Seconds from the end of a host until the last quarter of its lines, at least one line, can be read.</summary>
    public double LateChunkSeconds { get; init; }

    /// <summary>True if an incomplete line can be read while a host is between two lines.</summary>
    public bool PartialLines { get; init; }

    /// <summary>True if the last line of a host does not end with a newline.</summary>
    public bool EndsWithoutNewline { get; init; }

    /// <summary>
    /// Seconds after the start of the step at which the failed hosts run again, or when the step has failed if that is later; overrides
    /// <see cref="RetriedAfter"/>. The execute_count increases, and their logs start empty.
    /// </summary>
    public double? RetryAt { get; init; }

    /// <summary>Seconds after the start of the step at which the first line changes; null for never.</summary>
    public double? RewrittenAt { get; init; }

    /// <summary>Seconds after the start of the step until which the second line is missing; null if it never is.</summary>
    public double? GapFilledAt { get; init; }

    /// <summary>
    /// The number of files of a file step (<see cref="Type"/> 2): each is uploaded by one source host and downloaded by all hosts.
    /// </summary>
    public int Files { get; init; } = 1;

    internal int Targets => Hosts + Containers;

    /// <summary>The numbers of the hosts, in ascending order; null for the first ones.</summary>
    internal int[]? HostNumbers { get; init; }

    /// <summary>The numbers of the containers, in ascending order; null for the first ones.</summary>
    internal int[]? ContainerNumbers { get; init; }

    /// <summary>The names of the containers; null for generated ones.</summary>
    internal IReadOnlyList<string>? ContainerNames { get; init; }

    /// <summary>The number of the source host of a file step; null for the one after its targets.</summary>
    internal int? SourceNumber { get; init; }

    /// <summary>The source files of a file step; null for generated ones.</summary>
    internal IReadOnlyList<string>? FilePaths { get; init; }

    /// <summary>The target folder of a file step.</summary>
    internal string FileTarget { get; init; } = "/opt/app/";

    /// <summary>The number of a host, from which its address follows.</summary>
    /// <param name="host">Its index; that of the source host follows the last target.</param>
    internal int HostNumber(int host) =>
        HostNumbers is not { } numbers ? host : host < numbers.Length ? numbers[host] : SourceNumber.GetValueOrDefault();

    /// <summary>The number of a container, from which its IDs follow.</summary>
    internal int ContainerNumber(int container) => ContainerNumbers?[container] ?? container;

    /// <summary>The index of the container with a number; null if it does not take part.</summary>
    internal int? ContainerIndex(long number)
    {
        if (ContainerNumbers is not { } numbers)
        {
            return number >= 0 && number < Containers ? (int)number : null;
        }

        var index = Array.FindIndex(numbers, one => one == number);
        return index >= 0 ? index : null;
    }

    /// <summary>The bk_host_id of a host; null if hosts have none.</summary>
    internal long? HostId(int host) => HostNumbers is null ? FirstHostId + host : KnownHost.IdOf(HostNumber(host));

    /// <summary>The index of the host with a number; null if it does not take part.</summary>
    internal int? HostIndex(int number)
    {
        if (HostNumbers is not { } numbers)
        {
            return number >= 0 && number < Hosts ? number : null;
        }

        var index = Array.BinarySearch(numbers, number);
        return index >= 0 ? index : null;
    }

    /// <summary>The number of the host with an ID; null if there is none.</summary>
    internal long? HostNumberOf(long id) => HostNumbers is null ? id - FirstHostId : KnownHost.NumberOf(id);
}

/// <summary>Whether the hosts of a step have logs.</summary>
public enum LogMode
{
    /// <summary>They write what a script writes.</summary>
    Script,

    /// <summary>They have none.</summary>
    None,
}
