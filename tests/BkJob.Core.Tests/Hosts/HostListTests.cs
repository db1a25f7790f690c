using System.Collections;
using BkJob.Core.Tests.Support;

namespace BkJob.Core.Tests.Hosts;

/// <summary>The hosts of a step behave as the list that they are shown as, though none is made before somebody asks for it.</summary>
public sealed class HostListTests
{
    private const int Count = 500;

    [Fact]
    public void Host_is_the_same_object_each_time()
    {
        StepInstance step = Step();

        StepIpStatus host = step.IpStatuses[7];

        Assert.Same(step.IpStatuses, step.IpStatuses);
        Assert.Same(host, step.IpStatuses[7]);
        Assert.Same(host, step.IpStatuses.ElementAt(7));
        Assert.Same(host, step.IpStatuses.ToArray()[7]);
        Assert.Same(host, step.IpStatuses.ToList()[7]);
        Assert.Same(host, ((IList)step.IpStatuses)[7]);
        Assert.Same(host.Ip, host.Ip);
    }

    [Fact]
    public void List_has_its_hosts_in_order_and_no_others()
    {
        IReadOnlyList<StepIpStatus> hosts = Step().IpStatuses;

        Assert.Equal(
            (Count, "10.0.0", "10.0.499", "10.0.498"), (hosts.Count, hosts[0].Ip, hosts[^1].Ip, hosts[^2].Ip));
        Assert.Equal(("10.0.0", "10.0.499"), (hosts[0].Ip, hosts[^1].Ip));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"10.0.{i}"), hosts.Select(host => host.Ip));
        Assert.NotNull(Record.Exception(() => hosts[Count]));
        Assert.NotNull(Record.Exception(() => hosts[-1]));
    }

    [Fact]
    public void Contains_and_IndexOf_find_members_only()
    {
        StepInstance step = Step();
        var hosts = (IList<StepIpStatus>)step.IpStatuses;
        StepIpStatus stranger = Step().IpStatuses[3];

        StepIpStatus host = hosts[3];

        Assert.Equal((3, true), (hosts.IndexOf(host), hosts.Contains(host)));
        Assert.Equal((0, true), (hosts.IndexOf(hosts[0]), hosts.Contains(hosts[0])));
        Assert.Equal((3, true), (((IList)hosts).IndexOf(host), ((IList)hosts).Contains(host)));
        Assert.Equal((-1, false), (hosts.IndexOf(stranger), hosts.Contains(stranger)));
        Assert.Equal((-1, false), (((IList)hosts).IndexOf("10.0.3"), ((IList)hosts).Contains("10.0.3")));
        Assert.Equal((-1, false), (hosts.IndexOf(null!), hosts.Contains(null!)));
        Assert.Equal((-1, false), (((IList)hosts).IndexOf(null), ((IList)hosts).Contains(null)));
    }

    [Fact]
    public void List_is_read_only()
    {
        var hosts = (IList<StepIpStatus>)Step().IpStatuses;
        StepIpStatus host = hosts[0];

        Assert.Equal((true, true), (hosts.IsReadOnly, ((IList)hosts).IsFixedSize));
        Assert.Throws<NotSupportedException>(() => hosts.Add(host));
        Assert.Throws<NotSupportedException>(() => hosts.Insert(0, host));
        Assert.Throws<NotSupportedException>(() => hosts.Remove(host));
        Assert.Throws<NotSupportedException>(() => hosts.RemoveAt(0));
        Assert.Throws<NotSupportedException>(() => hosts[0] = host);
        Assert.Throws<NotSupportedException>(hosts.Clear);
        Assert.Equal(Count, hosts.Count);
    }

    [Fact]
    public void List_is_copied_to_an_array()
    {
        var hosts = (IList<StepIpStatus>)Step().IpStatuses;
        var copy = new StepIpStatus[Count + 3];

        hosts.CopyTo(copy, 2);

        Assert.Equal((null, null, null), (copy[0], copy[1], copy[^1]));
        Assert.Equal(hosts, copy[2..^1]);
        Assert.All(copy[2..^1].Zip(hosts), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public void Missing_hosts_are_an_empty_list()
    {
        IReadOnlyList<StepIpStatus> hosts = BodyReading.Job(BkJobApi.EsbV2, BodyReading.Around(BkJobApi.EsbV2, "")).Steps[0].IpStatuses;

        Assert.Empty(hosts);
        Assert.False(((IList)hosts).Contains(null));
        Assert.NotNull(Record.Exception(() => hosts[0]));
    }

    /// <summary>Two that ask at the same time get the same object: somebody may keep it and look for it later.</summary>
    [Fact]
    public async Task Concurrent_readers_get_the_same_objects()
    {
        for (int round = 0; round < 20; round++)
        {
            StepInstance step = Step();
            using var start = new Barrier(4);

            StepIpStatus[][] seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(TestContext.Current.CancellationToken);
                    return step.IpStatuses.ToArray();
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))).InTimeAsync();

            Assert.All(seen, hosts => Assert.All(hosts.Zip(step.IpStatuses), pair => Assert.Same(pair.Second, pair.First)));
        }
    }

    private static StepInstance Step()
    {
        string hosts = string.Join(',', Enumerable.Range(0, Count).Select(i => $$"""{"ip": "10.0.{{i}}", "status": 9}"""));
        return BodyReading.Job(BkJobApi.EsbV2, BodyReading.Around(BkJobApi.EsbV2, hosts)).Steps[0];
    }
}
