using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Logs;

/// <summary>The stored logs of one step at one moment (protocol-actions.md §1).</summary>
/// <param name="view">The job.</param>
/// <param name="index">The index of the step.</param>
internal sealed class StepLogs(JobView view, int index)
{
    private readonly SimulatedStep _step = view.Job.Steps[index];
    private readonly ScriptLog _script = new(view, index);
    private readonly FileLogs _files = new(view, index);

    public JobView View => view;

    public SimulatedStep Step => _step;

    public long StepInstanceId => view.StepInstanceId(index);

    /// <summary>1 script, 2 file; null for a confirmation.</summary>
    public int? LogType => _step.Type switch
    {
        StepKind.File => 2,
        StepKind.Confirmation => null,
        _ => 1,
    };

    public bool IsFile => _step.Type == StepKind.File;

    /// <summary>v2 and v3 look up the host of each item, and fail for a container.</summary>
    public bool HasContainers => _step.Containers > 0;

    /// <summary>The number of hosts and containers that the status lists.</summary>
    public int Count => view.Snapshot.Steps[index].Hosts.Count;

    /// <summary>The place of the source host of a file step, after all targets.</summary>
    public int SourcePlace => _step.Targets;

    public TargetView Target(int place) => view.Target(index, place);

    /// <summary>The text of a script log; null if none is stored.</summary>
    public string? TextOf(int place) => IsTarget(place) && !IsFile ? _script.TextOf(place) : null;

    /// <summary>The entries of a target in a file log.</summary>
    public IReadOnlyList<FileRow> Downloads(int place) =>
        IsFile && IsTarget(place) && !_script.IsLost(place) ? _files.Downloads(place) : [];

    /// <summary>The entries of the source host in a file log.</summary>
    public IReadOnlyList<FileRow> Uploads() => IsFile && Count > 0 ? _files.Uploads() : [];

    /// <summary>
    /// True if a batch returns a host: the server loses hosts of large batches, and hosts that did not take part in a retry.
    /// </summary>
    /// <param name="place">The place of the host.</param>
    /// <param name="size">The size of the batch.</param>
    /// <param name="profile">Before 3.11, a batch returned only the hosts of the last attempt; a batch of file logs still does.</param>
    public bool IsInBatch(int place, int size, ServerProfile profile)
    {
        if (!IsTarget(place))
        {
            return true;
        }

        var isOldAttempt = Target(place).State.Attempt < view.Snapshot.Steps[index].ExecuteCount;
        return !(isOldAttempt && (IsFile || profile == ServerProfile.Job39))
            && !(size > _step.MissingAbove && _script.IsMissing(place));
    }

    /// <summary>The place of a host by its ID; null if it does not take part in the step.</summary>
    public int? PlaceOf(long hostId) => _step.HostNumberOf(hostId) is { } number ? PlaceOfHost(number) : null;

    /// <summary>The place of a host by its address.</summary>
    public int? PlaceOf(long cloudId, string? ip) =>
        cloudId == 0 && !_step.Ipv6Only && HostIdentity.IndexOf(ip) is { } host ? PlaceOfHost(host) : null;

    /// <summary>The place of a container by its ID.</summary>
    public int? PlaceOfContainer(long id)
    {
        var container = _step.ContainerIndex(id - ContainerName.Id(0));
        return _step.Hosts + container;
    }

    private int? PlaceOfHost(long number) =>
        number is < 0 or > HostAddress.Limit ? null
        : _step.HostIndex((int)number) is { } place ? place
        : IsFile && number == _step.HostNumber(SourcePlace) ? SourcePlace
        : null;

    private bool IsTarget(int place) => place < Count;
}
