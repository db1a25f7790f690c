namespace BkJob.Simulator.Demo;

/// <summary>The jobs that the demo shows in detail: 100, 117 to 119, 126 to 128, 141, 9127 and the large ids.</summary>
internal static class ShownJobs
{
    public static IEnumerable<SimulatedJob> All(DateTimeOffset now) =>
    [
        Deployment(now.AddMinutes(-8)),
        RetriedAndIgnored(now.AddMinutes(-15)),
        OldShape(now.AddHours(-2)),
        HardToPrint(now.AddMinutes(-12)),
        Wide(now.AddMinutes(-30)),
        Plain(127, "Check time sync 检查时钟同步", now.AddMinutes(-25)),
        Plain(128, "Check IPv6 gateways 检查 IPv6 网关", now.AddMinutes(-22), ipv6Only: true),
        InContainers(now.AddMinutes(-18)),
        Plain(9127, "Collect quotas of all regions 汇总各区配额", now.AddMinutes(-40)) with
        {
            BizId = 9000001, ScopeType = "biz_set", ScopeId = "9000001",
        },
        Plain(20000481177, "Renew licences 更新许可证", now.AddHours(-5)),
        Plain(9007199254740993, "Archive audit logs 归档审计日志", now.AddDays(-1)),
    ];

    private static SimulatedJob Deployment(DateTimeOffset startedAt) => new()
    {
        Id = 100,
        Name = "Deploy web-portal 2.14.0 发布门户",
        PlanId = DemoPlans.Deployment,
        Variables = DemoPlans.DeploymentVariables,
        StartedAt = startedAt,
        Steps =
        [
            new() { Name = "Push release package 分发发布包", Type = 2, Hosts = 20, Seconds = 41.326, Files = 2 },
            new()
            {
                Name = "Restart web tier 重启服务", Hosts = 20, Seconds = 52.674, FailedHosts = 3, FailureCodes = [104, 102, 1],
                Output = DemoLogs.Restart, FailureOutput = [.. DemoLogs.DiskFull, .. DemoLogs.TimedOut],

                // Two of the three recover; the disk of the first one stays full until the second restart.
                RetrySeconds = 6, RetryFailures = [1],
            },
            new() { Name = "Smoke test 冒烟测试", Hosts = 2, Seconds = 15 },
        ],
    };

    private static SimulatedJob RetriedAndIgnored(DateTimeOffset startedAt) => new()
    {
        Id = 117,
        Name = "Sync monitoring agents 同步监控 Agent",
        PlanId = 1000733,
        StartedAt = startedAt,
        Steps =
        [
            new() { Name = "Push agent bundle 分发 Agent", Type = 2, Hosts = 5, Seconds = 27.7 },
            new()
            {
                Name = "Restart agent 重启 Agent", Hosts = 5, Seconds = 58.4, FailedHosts = 2, FailureCodes = [104, 310],
                RetriedAfter = 90, RetrySeconds = 30, RetryFails = true, IgnoreError = true,
            },
            new() { Name = "Collect agent status 采集 Agent 状态", Hosts = 5, Seconds = 190.9 },
        ],
    };

    private static SimulatedJob OldShape(DateTimeOffset startedAt) => new()
    {
        Id = 118,
        Name = "Patch web tier 修补 Web 层",
        PlanId = 310,
        StartWay = 1,
        Generation = Generation.Job2,
        StartedAt = startedAt,
        Steps =
        [
            new() { Name = "Upload patch 上传补丁", Type = 2, Hosts = 4, Seconds = 20.9 },
            new() { Name = "Apply patch 应用补丁", Hosts = 4, Seconds = 71.6, FailedHosts = 2, FailureCodes = [11, 12] },
            new() { Name = "Restart 重启", Hosts = 4, Seconds = 10 },
        ],
    };

    private static SimulatedJob HardToPrint(DateTimeOffset startedAt) => new()
    {
        Id = 119,
        Name = "发布 \"门户\" 🚀 2.14 'beta' <web>",
        Operator = "运维_刘",
        StartedAt = startedAt,
        Steps =
        [
            new() { Name = "\u001b[31m重启\u001b[0m \"web\" & \\nginx\n第二行 🔧", Hosts = 3, Seconds = 4.871 },
        ],
    };

    private static SimulatedJob Wide(DateTimeOffset startedAt) => new()
    {
        Id = 126,
        Name = "Patch all edge nodes 修补全部边缘节点",
        PlanId = 1000801,
        StartWay = 3,
        Operator = "sys_cron",
        StartedAt = startedAt,
        Steps =
        [
            new()
            {
                Name = "Apply patch 应用补丁", Hosts = 2000, Seconds = 318.2, FailedHosts = 40, FailureCodes = [104, 102, 310, 18],
                Output = DemoLogs.Install,
            },
        ],
    };

    private static SimulatedJob InContainers(DateTimeOffset startedAt) => new()
    {
        Id = 141,
        Name = "Flush caches of api pods 清空 Pod 缓存",
        PlanId = 1000820,
        StartedAt = startedAt,
        Steps =
        [
            new() { Name = "Check nodes 检查节点", Hosts = 2, Seconds = 6.5 },
            new() { Name = "Flush caches 清空缓存", Containers = 9, Seconds = 21.3, FailedHosts = 2, FailureCodes = [104, 102], Tag = "api" },
        ],
    };

    private static SimulatedJob Plain(long id, string name, DateTimeOffset startedAt, bool ipv6Only = false) => new()
    {
        Id = id,
        Name = name,
        StartedAt = startedAt,
        Steps = [new() { Name = name, Hosts = 6, Seconds = 7.42, Ipv6Only = ipv6Only }],
    };
}
