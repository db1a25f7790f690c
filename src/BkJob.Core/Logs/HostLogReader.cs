using BkJob.Operations;

namespace BkJob.Logs;

/// <summary>
/// Reads the logs of hosts in batches, and requests hosts again that a response leaves out: in smaller batches, then one by one
/// (protocol-actions.md §1.4, §10 trap 21).
/// </summary>
/// <param name="client">The client of the server.</param>
/// <param name="scope">The business or business set of the job.</param>
/// <param name="isTraced">Whether requests are traced.</param>
internal sealed class HostLogReader(BkJobClient client, JobScope scope, bool isTraced)
{
    /// <summary>A server has no log of a host that wrote nothing. After so many requests without a log, the rest is not requested.</summary>
    private const int MaxVainBatches = 3;
    private const int MaxVainHosts = 10;

    private const int SmallBatchDivisor = 10;
    private const int MinSmallBatch = 10;

    /// <summary>The code of an internal error, which a single unknown host causes for a whole batch.</summary>
    private const string InternalError = "1240002";

    /// <summary>The maximum number of hosts that one request can name.</summary>
    public int MaxHosts => client.Api == BkJobApi.GatewayV4 ? 50 : 500;

    /// <summary>Divides the hosts of one step into batches. Hosts that are identified differently are not in the same batch.</summary>
    public IEnumerable<StepIpStatus[]> CreateBatches(IEnumerable<StepIpStatus> hosts) => hosts
        .GroupBy(host => host.ContainerNumber is not null ? 'c' : host.HostId is not null ? 'h' : 'a')
        .SelectMany(group => group.Chunk(MaxHosts));

    /// <summary>Reads the logs of hosts of one step.</summary>
    /// <param name="hosts">The hosts, a batch of <see cref="CreateBatches"/> or a part of it.</param>
    /// <param name="onRequestCompleted">Called after each request, on any thread.</param>
    /// <param name="cancellation">A token to cancel the requests.</param>
    /// <returns>A log for each host, in the same order.</returns>
    /// <exception cref="BkJobException">The logs could not be read.</exception>
    public async Task<IReadOnlyList<HostLog>> ReadAsync(
        IReadOnlyList<StepIpStatus> hosts, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
    {
        var logs = new HostLogIndex();
        foreach (StepIpStatus[] part in await ReadBatchOrHalvesAsync(logs, hosts, onRequestCompleted, cancellation).ConfigureAwait(false))
        {
            await ReadBatchAsync(logs, part, onRequestCompleted, cancellation).ConfigureAwait(false);
        }

        // The call of Job 2.x returns everything that the server has.
        if (client.GetApi(GetHostLogs.Operation) != BkJobApi.EsbV2)
        {
            await ReadMissingBatchesAsync(logs, hosts, onRequestCompleted, cancellation).ConfigureAwait(false);
            await ReadMissingHostsAsync(logs, hosts, onRequestCompleted, cancellation).ConfigureAwait(false);
        }

        return [.. hosts.Select(logs.CreateLog)];
    }

    /// <summary>Reads the current logs of hosts that are still running: a missing one is normal.</summary>
    public async Task<HostLogIndex> ReadCurrentAsync(
        IReadOnlyList<StepIpStatus> hosts, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
    {
        var logs = new HostLogIndex();
        await ReadBatchAsync(logs, hosts, onRequestCompleted, cancellation).ConfigureAwait(false);
        return logs;
    }

    /// <summary>Reads a batch, or returns the halves that are to be read instead.</summary>
    private async Task<StepIpStatus[][]> ReadBatchOrHalvesAsync(
        HostLogIndex logs, IReadOnlyList<StepIpStatus> hosts, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
    {
        try
        {
            await ReadBatchAsync(logs, hosts, onRequestCompleted, cancellation).ConfigureAwait(false);
            return [];
        }
        catch (BkJobException e) when (e.Code == InternalError && hosts.Count > 1)
        {
            return [.. hosts.Chunk((hosts.Count + 1) / 2)];
        }
    }

    // A single host that the request cannot identify would fail it for all of them.
    private async Task ReadBatchAsync(
        HostLogIndex logs, IReadOnlyList<StepIpStatus> hosts, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
    {
        StepIpStatus[] requestable = [.. hosts.Where(IsRequestable)];
        if (requestable.Length > 0)
        {
            logs.Add(await client.GetHostLogsAsync(CreateRequest(requestable), onRequestCompleted, cancellation).ConfigureAwait(false));
        }
    }

    private async Task ReadMissingBatchesAsync(
        HostLogIndex logs, IReadOnlyList<StepIpStatus> hosts, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
    {
        int size = Math.Max(MinSmallBatch, hosts.Count / SmallBatchDivisor);
        StepIpStatus[] missing = FindMissing(logs, hosts);
        if (missing.Length <= MinSmallBatch || hosts.Count <= size)
        {
            return;
        }

        int vain = 0;
        foreach (StepIpStatus[] batch in missing.Chunk(size))
        {
            await ReadBatchAsync(logs, batch, onRequestCompleted, cancellation).ConfigureAwait(false);
            vain = Array.Exists(batch, logs.Contains) ? 0 : vain + 1;
            if (vain == MaxVainBatches)
            {
                return;
            }
        }
    }

    private async Task ReadMissingHostsAsync(
        HostLogIndex logs, IReadOnlyList<StepIpStatus> hosts, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
    {
        int vain = 0;
        foreach (StepIpStatus host in FindMissing(logs, hosts))
        {
            logs.Add(await ReadOneAsync(host, onRequestCompleted, cancellation).ConfigureAwait(false));
            vain = logs.CreateLog(host) is { Content: null, Files.Count: 0 } ? vain + 1 : 0;
            if (vain == MaxVainHosts)
            {
                return;
            }
        }
    }

    /// <summary>v4 has no call for one host.</summary>
    private Task<HostLogResult> ReadOneAsync(StepIpStatus host, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation) =>
        client.Api == BkJobApi.GatewayV4
            ? client.GetHostLogsAsync(CreateRequest([host]), onRequestCompleted, cancellation)
            : client.GetHostLogAsync(CreateRequest([host]), onRequestCompleted, cancellation);

    /// <summary>The hosts that ran and are not in a response. Those that wait or run may have written nothing yet.</summary>
    private static StepIpStatus[] FindMissing(HostLogIndex logs, IReadOnlyList<StepIpStatus> hosts) =>
        [.. hosts.Where(host => host.Status is not (IpStatus.Waiting or IpStatus.Running) && IsRequestable(host) && !logs.Contains(host))];

    private static bool IsRequestable(StepIpStatus host) => HostKey.Of(host).IsRequestable;

    private HostLogRequest CreateRequest(StepIpStatus[] hosts) =>
        new(hosts[0].JobInstanceId, hosts[0].StepInstanceId, scope, hosts) { IsTraced = isTraced };
}
