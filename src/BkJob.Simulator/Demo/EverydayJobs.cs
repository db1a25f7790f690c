namespace BkJob.Simulator.Demo;

/// <summary>Jobs 129 to 140: everyday jobs, most of which succeed.</summary>
internal static class EverydayJobs
{
    private const long First = 129;

    private static readonly string[] Names =
    [
        "Back up databases 备份数据库", "Rotate logs 轮转日志", "Sync configuration 同步配置", "Renew certificates 续签证书",
        "Clear temp files 清理临时文件", "Collect inventory 采集资产", "Update CMDB 更新配置库", "Check disk usage 检查磁盘",
        "Restart workers 重启任务进程", "Warm up caches 预热缓存", "Publish dashboards 发布仪表盘", "Audit accounts 审计账号",
    ];

    public static IEnumerable<SimulatedJob> All(DateTimeOffset now) =>
        Names.Select((name, place) => Job(First + place, name, now.AddMinutes(-(15 * (place + 3)))));

    private static SimulatedJob Job(long id, string name, DateTimeOffset startedAt)
    {
        // Numbers that differ between jobs and are the same in every run.
        var hosts = 5 + (int)(id * 7 % 24);
        var failed = id is 132 or 137 ? 1 + (int)(id % 3) : 0;
        return new SimulatedJob
        {
            Id = id,
            Name = name,
            Operator = id % 2 == 0 ? "sys_cron" : "admin",
            StartWay = id % 2 == 0 ? 3 : 1,
            PlanId = 1001000 + id,
            StartedAt = startedAt,
            Steps =
            [
                new() { Name = "Prepare 准备", Hosts = hosts, Seconds = 3.5 + (id % 5) },
                new()
                {
                    Name = name, Hosts = hosts, Seconds = 20.25 + (id % 40), FailedHosts = failed, FailureCode = 104,
                    Output = id % 2 == 0 ? DemoLogs.CleanUp : DemoLogs.Backup,
                    FailureOutput = id == 132 ? DemoLogs.DiskFull : DemoLogs.Refused,
                },
            ],
        };
    }
}
