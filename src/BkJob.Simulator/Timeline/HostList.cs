namespace BkJob.Simulator.Timeline;

/// <summary>The hosts of a step, each worked out when it is looked at: a step of 100 000 hosts takes no memory.</summary>
/// <param name="count">How many there are.</param>
/// <param name="at">Gives one by its place.</param>
internal sealed class HostList(int count, Func<int, HostState> at)
{
    /// <summary>What a server lists of a step that has not started.</summary>
    public static HostList Empty { get; } = new(0, _ => default);

    public int Count => count;

    public HostState this[int host] => at(host);

    public HostList Select(Func<HostState, HostState> change) => new(count, host => change(at(host)));
}
