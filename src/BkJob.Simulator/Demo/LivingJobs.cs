namespace BkJob.Simulator.Demo;

/// <summary>Jobs 120 to 125: they start with the simulator and can be watched.</summary>
internal static class LivingJobs
{
    public static IEnumerable<SimulatedJob> All() =>
    [
        Job(
            120,
            "Deploy api-gateway 发布网关",
            new SimulatedStep { Name = "Push package 分发安装包", Type = 2, Hosts = 12, Seconds = 5 },
            new SimulatedStep { Name = "Restart gateway 重启网关", Hosts = 12, Seconds = 7, Output = DemoLogs.Restart }),
        Job(
            121,
            "Rebuild search index 重建索引",
            new SimulatedStep { Name = "Stop writers 停止写入", Hosts = 10, Seconds = 4 },
            new SimulatedStep
            {
                Name = "Rebuild index 重建索引", Hosts = 10, Seconds = 6, FailedHosts = 2, FailureCode = 104,
                Output = DemoLogs.Rebuild, FailureOutput = DemoLogs.OutOfMemory,
            },
            new SimulatedStep { Name = "Start writers 恢复写入", Hosts = 10, Seconds = 3 }),
        Job(
            122,
            "Switch database 切换数据库",
            new SimulatedStep { Name = "Check replicas 检查从库", Hosts = 6, Seconds = 4 },
            new SimulatedStep { Name = "Approve switch 确认切换", Type = 3, ConfirmedAfter = 6 },
            new SimulatedStep { Name = "Switch master 切换主库", Hosts = 6, Seconds = 3 }),
        Job(
            123,
            "Update firewall rules 更新防火墙规则",
            new SimulatedStep
            {
                Name = "Apply rules 下发规则", Hosts = 10, Seconds = 5, FailedHosts = 3, FailureCode = 13,
                RetriedAfter = 4, RetrySeconds = 3,
            }),
        Job(
            124,
            "Scan disks 扫描磁盘",
            new SimulatedStep { Name = "Scan 扫描", Hosts = 20, Seconds = 60, LogLines = 30 }) with
        {
            TerminatedAfter = 6,
            TerminatingFor = 4,
        },
        Job(
            125,
            "Rolling restart of web tier 滚动重启",
            new SimulatedStep { Name = "Restart 重启", Hosts = 12, Seconds = 9, Batches = 3, BatchPause = 3 }),
    ];

    private static SimulatedJob Job(long id, string name, params SimulatedStep[] steps) =>
        new() { Id = id, Name = name, PlanId = 1000900, Steps = steps };
}
