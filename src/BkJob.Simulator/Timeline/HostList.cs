namespace BkJob.Simulator.Timeline;

/// <summary>The hosts of a step, each computed on access: a step of 100 000 hosts takes no memory.</summary>
/// <param name="count">The number of hosts.</param>
/// <param name="at">Computes a host by its index.</param>
internal sealed class HostList(int count, Func<int, HostState> at)
{
    /// <summary>The hosts of a step that has not started.</summary>
    public static HostList Empty { get; } = new(0, _ => default);

    public int Count => count;

    public HostState this[int host] => at(host);

    public HostList Select(Func<HostState, HostState> change) => new(count, host => change(at(host)));
}
