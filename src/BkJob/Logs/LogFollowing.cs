using System.Threading.Channels;
using BkJob.Logs;
using BkJob.Transport;

namespace BkJob;

/// <summary>A job whose logs are followed.</summary>
/// <param name="Query">The job instance.</param>
/// <param name="Client">The client of its server.</param>
/// <param name="StepIds">The steps; null for all.</param>
/// <param name="IsWanted">Selects the hosts.</param>
internal sealed record FollowedJob(JobInstanceQuery Query, BkJobClient Client, long[]? StepIds, Func<StepIpStatus, bool> IsWanted);

/// <summary>Follows the logs of jobs concurrently, and passes their events to the pipeline thread.</summary>
/// <param name="throttleLimit">The maximum number of jobs that are polled at a time.</param>
/// <param name="tail">How many of the lines that exist already are wanted of each host; 0 for all.</param>
/// <param name="maxHosts">The maximum number of hosts of a step.</param>
internal sealed class LogFollowing(int throttleLimit, int tail, int maxHosts)
{
    /// <summary>A slow reader slows down the followers; nothing is collected for it.</summary>
    private const int MaxPendingEvents = 256;

    /// <summary>Follows the jobs until the logs of all of them are complete.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="handle">Called with each event, on the calling thread.</param>
    /// <param name="stopping">A token to stop.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public void Run(IEnumerable<FollowedJob> jobs, Action<FollowEvent> handle, CancellationToken stopping)
    {
        FollowedJob[] merged = [.. jobs.GroupBy(job => (job.Query, job.Client)).Select(Merge)];
        Channel<FollowEvent> events = Channel.CreateBounded<FollowEvent>(new BoundedChannelOptions(MaxPendingEvents) { SingleReader = true });
        BackgroundRun.Run(cancellation => FollowAllAsync(merged, events.Writer, cancellation), HandleAll, stopping);

        void HandleAll()
        {
            while (events.Reader.WaitToReadAsync(stopping).AsTask().GetAwaiter().GetResult())
            {
                while (events.Reader.TryRead(out FollowEvent? what))
                {
                    handle(what);
                }
            }
        }
    }

    private async Task FollowAllAsync(FollowedJob[] jobs, ChannelWriter<FollowEvent> events, CancellationToken stopping)
    {
        TimeProvider clock = PollClock.Current;
        using var slots = new FairSlots(throttleLimit, clock);
        try
        {
            await Task.WhenAll(jobs.Select(job => new LogFollower(job.Client, job.Query, CreateOptions(job), events, slots, clock).RunAsync(stopping)))
                .ConfigureAwait(false);
        }
        finally
        {
            events.Complete();
        }
    }

    private FollowOptions CreateOptions(FollowedJob job) => new() { StepIds = job.StepIds, IsWanted = job.IsWanted, Tail = tail, MaxHosts = maxHosts };

    // A job can be specified more than once, by steps or hosts of it.
    private static FollowedJob Merge(IEnumerable<FollowedJob> parts)
    {
        FollowedJob[] all = [.. parts];
        return all[0] with
        {
            StepIds = Array.Exists(all, part => part.StepIds is null) ? null : [.. all.SelectMany(part => part.StepIds!).Distinct()],
            IsWanted = host => Array.Exists(all, part => part.StepIds?.Contains(host.StepInstanceId) != false && part.IsWanted(host)),
        };
    }
}
