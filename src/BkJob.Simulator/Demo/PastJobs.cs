namespace BkJob.Simulator.Demo;

/// <summary>Jobs 20001 to 20060: what ran in the last five days, one job every two hours.</summary>
internal static class PastJobs
{
    private const int Count = 60;
    private const long First = 20_001;

    private static readonly SimulatedJob[] Daily =
    [
        new()
        {
            Name = "Nightly log cleanup 夜间日志清理", PlanId = DemoPlans.LogCleanup, Operator = "sys_cron", LaunchMode = 3, CronId = 7001,
            Steps =
            [
                new()
                {
                    Name = "Purge archived logs 清理归档日志", Hosts = 12, Seconds = 44.5,
                    Output = DemoLogs.CleanUp, FailureOutput = DemoLogs.ReadOnly,
                },
            ],
        },
        new()
        {
            Name = "Back up databases 备份数据库", PlanId = 1000760, Operator = "sys_cron", LaunchMode = 3, CronId = 7002,
            Steps =
            [
                new()
                {
                    Name = "Dump and upload 导出并上传", Hosts = 4, Seconds = 611.2,
                    Output = DemoLogs.Backup, FailureOutput = DemoLogs.Refused,
                },
            ],
        },
        new()
        {
            Name = "Collect kernel versions 采集内核版本", Operator = "ops_liu",
            Steps = [new() { Name = "Collect kernel versions 采集内核版本", Hosts = 30, Seconds = 9.7, Output = DemoLogs.Verify }],
        },
        new()
        {
            Name = "Restart gateway 重启网关", PlanId = DemoPlans.RestartGateway, Operator = "admin", LaunchMode = 1,
            Steps =
            [
                new()
                {
                    Name = "Restart 重启", Hosts = 6, Seconds = 38.1,
                    Output = DemoLogs.Restart, FailureOutput = DemoLogs.DiskFull,
                },
            ],
        },
        new()
        {
            Name = "Push hosts file 分发 hosts 文件", Operator = "ops_liu", LaunchMode = 1,
            Steps = [new() { Name = "Push hosts file 分发 hosts 文件", Type = 2, Hosts = 40, Seconds = 12.4 }],
        },
        new()
        {
            Name = "Check disk usage 检查磁盘", Operator = "ci_robot",
            Steps =
            [
                new()
                {
                    Name = "Check disk usage 检查磁盘", Hosts = 18, Seconds = 6.3,
                    Output = DemoLogs.CleanUp, FailureOutput = DemoLogs.ReadOnly,
                },
            ],
        },
    ];

    public static IEnumerable<SimulatedJob> All(DateTimeOffset now) => Enumerable.Range(0, Count).Select(number =>
    {
        var job = Daily[number % Daily.Length];

        // The oldest job has the lowest ID. Every eleventh one failed on some hosts.
        var created = now.AddHours(-2 * (Count - number)).AddMinutes(number * 17 % 50);
        var failed = number % 11 == 8 ? 1 + (number % 3) : 0;
        return job with
        {
            Id = First + number,
            CreatedAt = created,
            StartedAt = created.AddSeconds(1),
            Steps = [.. job.Steps.Select(step => step with { FailedHosts = failed, FailureCode = step.Type == 2 ? 202 : 104 })],
        };
    });
}
