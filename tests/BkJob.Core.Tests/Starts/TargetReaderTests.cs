using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;
using BkJob.Core.Tests.Logs;
using BkJob.Core.Tests.Support;
using BkJob.Starts;

namespace BkJob.Core.Tests.Starts;

/// <summary>Every notation of a target, and what is rejected.</summary>
public sealed class TargetReaderTests
{
    private const string AddressA = "0:10.0.0.7";

    public static TheoryData<object, string> Accepted => new()
    {
        { 101, "101" },
        { 101L, "101" },
        { (byte)7, "7" },
        { 101.0, "101" },
        { 101m, "101" },
        { new BigInteger(101), "101" },
        { "101", "101" },
        { " 101 ", "101" },
        { "0:10.0.0.7", "0:10.0.0.7" },
        { "12:10.0.0.7", "12:10.0.0.7" },
        { "topo:module/1000", "topo:module/1000" },
        { "topo:biz/2", "topo:biz/2" },
        { "TOPO:机房/3", "topo:机房/3" },
        { "group:blo8gojho0skft7pr5q0", "group:blo8gojho0skft7pr5q0" },
        { Enumerable.Range(101, 3).ToArray(), "101; 102; 103" },
        { "101..103", "101; 102; 103" },
        { "3..1", "3; 2; 1" },
        { "7..7", "7" },
        { new object[] { 101, new object[] { "0:10.0.0.7", new List<string> { "topo:set/1" } }, "group:a" }, "101; topo:set/1; group:a" },
        { new object[] { 101, "101", 101.0 }, "101" },
        { new[] { "0:10.0.0.7", "0:10.0.0.7", "1:10.0.0.7" }, "0:10.0.0.7; 1:10.0.0.7" },
        { new[] { "topo:set/1", "topo:set/1", "group:a", "group:a" }, "topo:set/1; group:a" },
        { new TargetRow("101", null, null, null, null), "101" },
        { new TargetRow(null, "0", "10.0.0.7", null, null), "0:10.0.0.7" },
        { new TargetRow(null, 3L, "10.0.0.7", null, null), "3:10.0.0.7" },
        { new TargetRow(null, null, "3:10.0.0.7", null, null), "3:10.0.0.7" },
        { new Hashtable { ["hostid"] = 101 }, "101" },
        { new Hashtable { ["ip"] = "10.0.0.7", ["bk_cloud_id"] = 0 }, "0:10.0.0.7" },
        { "kube:BCS-K8S-00001/prod/web-0/app", "kube:BCS-K8S-00001/prod/web-0/app" },
        { " KUBE:c1,c2/prod,test ", "kube:c1,c2/prod,test" },
        { "kube:c1/prod/*/app", "kube:c1/prod/*/app" },
        { "kube:c1/prod/*/*", "kube:c1/prod" },
        { "kube:c1/*", "kube:c1/*" },
        { "kube:c1/*/*/*", "kube:c1/*" },
        { "kube:c1/prod;workload=deployment/web,api", "kube:c1/prod;workload=deployment/web,api" },
        { "kube:c1;workload=deployment", "kube:c1;workload=deployment" },
        { "kube:c1;Workload=job/*", "kube:c1;workload=job" },
        { "kube:c1/prod;label=app=web,tier in (a,b)", "kube:c1/prod;label=app=web,tier in (a,b)" },
        { "kube:c1;workload=deployment/web;label=!gone", "kube:c1;workload=deployment/web;label=!gone" },
        { new[] { "kube:c1/prod", "kube:c1/prod/*", "kube:c1/test" }, "kube:c1/prod; kube:c1/test" },
        { new Hashtable { ["cluster"] = "c1", ["Namespace"] = "prod" }, "kube:c1/prod" },
        { new OrderedDictionary { ["Pod"] = new[] { "web-0", "web-1" }, ["Cluster"] = "c1", ["Container"] = "app" }, "kube:c1/*/web-0,web-1/app" },
        { new Hashtable { ["Cluster"] = "c1", ["Namespace"] = "*" }, "kube:c1/*" },
        { new Hashtable { ["Cluster"] = "c1", ["Label"] = new[] { "app=web", "tier!=test" } }, "kube:c1;label=app=web,tier!=test" },
        { new Hashtable { ["Cluster"] = "c1", ["Workload"] = "statefulSet/db" }, "kube:c1;workload=statefulSet/db" },
        { TargetReader.Read("kube:c1/prod;label=app=web", null), "kube:c1/prod;label=app=web" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Target_is_read(object value, string expected)
    {
        BkJobTarget target = TargetReader.Read(value, defaultCloudId: null);
        string all = string.Join("; ", new[] { target.HostIds.Count > 0 ? target.HostIds.ToString() : null }
            .Concat(target.HostIds.Count > 0 ? [] : target.Addresses).Concat(target.DynamicParts)
            .Where(text => text is not null));
        Assert.Equal(expected, all);
    }

    public static TheoryData<object, string> Invalid => new()
    {
        { 0, "'0'" },
        { -1, "'-1'" },
        { 1.5, "'1.5'" },
        { double.NaN, "'NaN'" },
        { 1e300, "'1E+300'" },
        { ulong.MaxValue, "'18446744073709551615'" },
        { true, "'True'" },
        { 'a', "'a'" },
        { DayOfWeek.Monday, "'Monday'" },
        { new object(), "'Object'" },
        { "0", "'0'" },
        { "-5", "'-5'" },
        { "99999999999999999999", "'99999999999999999999'" },
        { "web-01", "'web-01'" },
        { "101..", "'101..'" },
        { "0..3", "'0..3'" },
        { "1..2..3", "'1..2..3'" },
        { "a..b", "'a..b'" },
        { "101,102", "'101,102'" },
        { "0:10.0.0.7 0:10.0.0.8", "'0:10.0.0.7 0:10.0.0.8'" },
        { "0:10.0.7", "'0:10.0.7'" },
        { "0:010.0.0.7", "'0:010.0.0.7'" },
        { "0:10.0.0.256", "'0:10.0.0.256'" },
        { "-1:10.0.0.7", "'-1:10.0.0.7'" },
        { ":10.0.0.7", "':10.0.0.7'" },
        { "0:", "'0:'" },
        { "default:10.0.0.7", "'default:10.0.0.7'" },
        { "topo:module", "'topo:module'" },
        { "topo:module/", "'topo:module/'" },
        { "topo:module/0", "'topo:module/0'" },
        { "topo:module/x", "'topo:module/x'" },
        { "topo:/1000", "'topo:/1000'" },
        { "topo:a/b/1", "'topo:a/b/1'" },
        { "group:", "'group:'" },
        { "group:a b", "'group:a b'" },
        { "0:10.0.0.7\u001b[2J", "\u241b" },
        { "10.0.0.7", "0:10.0.0.7" },
        { IPAddress.Parse("10.0.0.7"), "0:10.0.0.7" },
        { "fe80::1", "host ID" },
        { "0:fe80::1", "host ID" },
        { "0:[fe80::1]", "host ID" },
        { new TargetRow("x", null, null, null, null), "HostId=x" },
        { new TargetRow("0", null, null, null, null), "HostId=0" },
        { new TargetRow(null, "x", "10.0.0.7", null, null), "CloudId=x" },
        { new TargetRow(null, null, "10.0.0.7", null, null), "0:10.0.0.7" },
        { new TargetRow(null, 0, null, "fe80::1", null), "host ID" },
        { new Hashtable { ["Name"] = "web" }, "'Hashtable'" },
        { "kube:", "Cluster" },
        { "kube:c1", "kube:c1/*" },
        { "kube:*/prod", "cluster is missing" },
        { "kube:/prod", "Cluster" },
        { "kube:c1/", "Namespace" },
        { "kube:c1/prod//app", "Pod" },
        { "kube:c1/prod/,web-1", "Pod" },
        { "kube:c1/prod/web-0/app/x", "CLUSTER/NAMESPACE/POD/CONTAINER" },
        { "kube:c1/prod/web-*", "'web-*'" },
        { "kube:c1/prod/*,web-0", "'*'" },
        { "kube:c1/prod web", "'prod web'" },
        { "kube:c1/prod;", "''" },
        { "kube:c1/prod;labels=app=web", "Workload, Label" },
        { "kube:c1/prod;label", "label" },
        { "kube:c1/prod;label=", "label" },
        { "kube:c1/prod;label=a;label=b", "label" },
        { "kube:c1;workload=web,api", "deployment/web" },
        { "kube:c1;workload=deployment/web-*", "'web-*'" },
        { new Hashtable { ["Cluster"] = "c1" }, "kube:c1/*" },
        { new Hashtable { ["Cluster"] = "" }, "Cluster" },
        { new Hashtable { ["Cluster"] = "c1", ["Namespace"] = "prod", ["Pod"] = null }, "Pod" },
        { new Hashtable { ["Cluster"] = "c1", ["Namespace"] = "prod", ["Pod"] = Array.Empty<string>() }, "Pod" },
        { new Hashtable { ["Cluster"] = "c1", ["Namespace"] = "prod", ["Pods"] = "web-0" }, "'Pods'" },
        { new Hashtable { ["Cluster"] = "c1", ["Namespace"] = "prod", ["HostId"] = 5 }, "'HostId'" },
        { new Hashtable { ["Namespace"] = "prod" }, "'Hashtable'" },
        { new object[] { "kube:c1/prod", 101 }, "hosts and containers" },
        { new[] { "kube:c1/prod", "topo:set/1" }, "hosts and containers" },
        { new object?[] { "kube:c1/prod", null }, "null" },
        { new object?[] { 101, null }, "null" },
        { new object?[] { 101, " " }, "null" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_target_is_named(object value, string expected)
    {
        var error = Assert.Throws<BkJobException>(() => TargetReader.Read(value, defaultCloudId: null));
        Assert.Equal(BkJobErrorKind.InvalidTarget, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1..50001")]
    [InlineData("1..9223372036854775807")]
    [InlineData("9223372036854775807..1")]
    public void Range_is_limited_to_what_a_server_accepts(string range) =>
        Assert.Equal(BkJobErrorKind.TooManyTargets, Assert.Throws<BkJobException>(() => TargetReader.Read(range, defaultCloudId: null)).Kind);

    public static TheoryData<object?> Empty => [(object?)null, "", " ", Array.Empty<object>(), new object?[] { null }, new TargetBuilder().Build()];

    [Theory]
    [MemberData(nameof(Empty))]
    public void Empty_target_is_rejected(object? value) =>
        Assert.Equal(BkJobErrorKind.EmptyTarget, Assert.Throws<BkJobException>(() => TargetReader.Read(value, defaultCloudId: 0)).Kind);

    [Fact]
    public void Default_cloud_area_completes_addresses()
    {
        var row = new TargetRow(null, null, "10.0.0.8", null, null);
        BkJobTarget target = TargetReader.Read(new object[] { "10.0.0.7", "4:10.0.0.7", row, IPAddress.Parse("10.0.0.9") }, defaultCloudId: 3);
        Assert.Equal(["3:10.0.0.7", "4:10.0.0.7", "3:10.0.0.8", "3:10.0.0.9"], target.Addresses);
    }

    [Theory]
    [InlineData(BkJobApi.EsbV2, "", "0:10.0.0.8")]
    [InlineData(BkJobApi.EsbV3, "7", "0:10.0.0.8")]
    [InlineData(BkJobApi.GatewayV4, "7", "0:10.0.0.8")]
    public void Host_of_a_status_is_identified(BkJobApi api, string id, string address)
    {
        StepIpStatus host = LogHosts.CreateMany(api, 1, first: 7)[0];
        BkJobTarget target = TargetReader.Read(new object[] { host, new HostLog(host, 0, "text") }, defaultCloudId: null);
        Assert.Equal(id, string.Join(',', target.HostIds));
        Assert.Equal([address], target.Addresses);
        Assert.Equal(1, target.Count);
    }

    /// <summary>Its status contains neither its cluster nor its pod.</summary>
    [Fact]
    public void Container_of_a_status_is_not_supported()
    {
        const string Container = """{"execute_object": {"type": 2, "container": {"id": 5, "container_id": "docker://a", "name": "web"}}, "status": 11}""";
        StepIpStatus host = BodyReading.Job(BkJobApi.GatewayV4, BodyReading.Around(BkJobApi.GatewayV4, Container)).Steps[0].IpStatuses[0];
        foreach (object value in new object[] { host, new TargetRow(null, null, null, null, "web") })
        {
            var error = Assert.Throws<BkJobException>(() => TargetReader.Read(value, defaultCloudId: null));
            Assert.Equal(BkJobErrorKind.NotSupported, error.Kind);
            Assert.Contains("'web'", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A host that is known by ID and by address in different places is one host.</summary>
    [Theory]
    [InlineData("5,A 5,B", "5,A")]
    [InlineData("5,- -,A", "5,- -,A")]
    [InlineData("5,- -,A 5,A", "5,A")]
    [InlineData("-,A 5,A", "5,A")]
    [InlineData("5,A -,A", "5,A")]
    [InlineData("5,A 9,A", "5,A 9,A")]
    [InlineData("5,A 5,- 6,-", "5,A 6,-")]
    public void Host_counts_once(string hosts, string expected)
    {
        var builder = new TargetBuilder();
        foreach (string[] host in hosts.Split(' ').Select(host => host.Split(',')))
        {
            builder.AddHost(host[0] == "-" ? null : int.Parse(host[0], CultureInfo.InvariantCulture), host[1] == "-" ? null : host[1].Replace("A", AddressA));
        }

        BkJobTarget target = builder.Build();
        Assert.Equal(expected, string.Join(' ', target.Hosts.Select(host => $"{host.Id?.ToString(CultureInfo.InvariantCulture) ?? "-"},{host.Address?.Replace(AddressA, "A") ?? "-"}")));
        Assert.Equal(target.Hosts.Count, target.Count);
        Assert.Equal(target, TargetReader.Read(target, defaultCloudId: null), SameHosts);
    }

    /// <summary>What -WhatIf displays: a host without an address must not be missing beside others that have one.</summary>
    [Fact]
    public void Text_of_a_target_contains_each_host() =>
        Assert.Equal("7; 0:10.0.0.9; topo:module/1", TargetReader.Read(new object[] { 7, "0:10.0.0.9", "topo:module/1" }, defaultCloudId: null).ToString());

    [Theory]
    [InlineData(BkJobApi.EsbV3, "7", "0:10.0.0.9")]
    [InlineData(BkJobApi.GatewayV3, "7", "0:10.0.0.9")]
    [InlineData(BkJobApi.GatewayV4, "7", "0:10.0.0.9")]
    [InlineData(BkJobApi.EsbV2, "", "0:10.0.0.8 0:10.0.0.9")]
    public void Each_host_is_sent_once(BkJobApi api, string ids, string addresses)
    {
        StepIpStatus host = LogHosts.CreateMany(BkJobApi.EsbV3, 1, first: 7)[0];
        var parts = TargetParts.For(TargetReader.Read(new object[] { host, "0:10.0.0.9", "topo:set/1", "group:a" }, defaultCloudId: null), api);
        Assert.Equal(ids, string.Join(' ', parts.HostIds));
        Assert.Equal(addresses, string.Join(' ', parts.Addresses));
        Assert.Equal([("set", 1L)], parts.Nodes);
        Assert.Equal(["a"], parts.Groups);
    }

    /// <summary>The server requires a confirmation that a whole cluster is meant.</summary>
    [Theory]
    [InlineData("kube:c1/*", "c1 - - - - - - whole")]
    [InlineData("kube:c1,c2/prod", "c1,c2 prod - - - - - ")]
    [InlineData("kube:c1/prod/a,b/app;workload=job/x,y;label=k in (v,w)", "c1 prod a,b app job x,y k in (v,w) ")]
    [InlineData("kube:c1;workload=job", "c1 - - - job - - ")]
    public void Filter_of_containers_is_parsed(string text, string expected)
    {
        ContainerFilter filter = Assert.Single(TargetParts.For(TargetReader.Read(text, defaultCloudId: null), BkJobApi.GatewayV4).Containers);
        IEnumerable<string> parts = new[] { filter.Clusters, filter.Namespaces, filter.Pods, filter.Containers, [filter.WorkloadKind ?? "-"], filter.Workloads, [filter.Label ?? "-"] }
            .Select(part => part.Count == 0 ? "-" : string.Join(',', part));
        Assert.Equal(expected, $"{string.Join(' ', parts)} {(filter.IsWholeCluster ? "whole" : "")}");
    }

    [Fact]
    public void Host_id_over_esb_v2_is_not_supported()
    {
        BkJobTarget target = TargetReader.Read(101, defaultCloudId: null);
        var error = Assert.Throws<BkJobException>(() => TargetParts.For(target, BkJobApi.EsbV2));
        Assert.Equal(BkJobErrorKind.NotSupported, error.Kind);
        Assert.Contains("101", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.SuggestedApis);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(3L, "topo:set/1;group:a")]
    [InlineData(2L, null)]
    public void Limit_counts_each_host_once(long? max, string? unlimited)
    {
        BkJobTarget[] targets = [TargetReader.Read(new object[] { 1, 2, "topo:set/1" }, null), TargetReader.Read(new object[] { 2, 3, "group:a" }, null)];
        if (unlimited is not null)
        {
            Assert.Equal(unlimited, string.Join(';', TargetLimit.Check(targets, max)));
            return;
        }

        var error = Assert.Throws<BkJobException>(() => TargetLimit.Check(targets, max));
        Assert.Equal(BkJobErrorKind.TooManyTargets, error.Kind);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
    }

    private static bool SameHosts(BkJobTarget first, BkJobTarget second) => first.Hosts.SequenceEqual(second.Hosts);
}
