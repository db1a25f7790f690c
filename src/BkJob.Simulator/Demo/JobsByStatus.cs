namespace BkJob.Simulator.Demo;

/// <summary>Jobs 101 to 116: one for each status, and one for an unknown status.</summary>
internal static class JobsByStatus
{
    private static readonly SimulatedStep Push = new() { Name = "Push packages 分发安装包", Type = 2, Hosts = 8, Seconds = 41.5 };
    private static readonly SimulatedStep Install = new()
    {
        Name = "Install packages 安装",
        Hosts = 8,
        Seconds = 60,
        Output = DemoLogs.Install,
    };

    private static readonly SimulatedStep Verify = new()
    {
        Name = "Verify versions 校验版本",
        Hosts = 8,
        Seconds = 12.25,
        Output = DemoLogs.Verify,
    };

    private static readonly SimulatedStep Approve = new()
    {
        Name = "Approve switch 确认切换",
        Type = 3,
        Approvers = ["admin", "ops_liu"],
        ApproverRoles = ["JOB_RESOURCE_TRIGGER_USER"],
    };

    public static IEnumerable<SimulatedJob> All(DateTimeOffset now) =>
        Early().Concat(Late()).Select(job => job with { StartedAt = now.AddMinutes(-20) });

    private static IEnumerable<SimulatedJob> Early() =>
    [
        Job(101, "Rotate certificates 更换证书", Push with { Seconds = 4 }, Quick(Install)) with { FixedStatus = 1 },
        Job(102, "Upgrade agents 升级 Agent", Push, Install with { FixedStatus = 2 }, Verify),
        Job(103, "Collect kernel versions 采集内核版本", Verify),
        Job(104, "Clean up logs 清理日志", Verify, Broken(104, 102, 1, 11, 18), Push),

        // A force skip follows a termination that hangs; the hanging hosts stay in the list.
        Job(105, "Restart proxies 重启代理", Push, Broken(404, 404) with { FixedStatus = 5 }) with { FixedStatus = 5 },
        Job(106, "Refresh caches 刷新缓存", Broken(104, 104) with { IgnoreError = true }) with { FixedStatus = 6 },
        Job(107, "Switch traffic 切换流量", Push, Approve, Quick(Install)),
        Job(108, "Import data 导入数据", Push, Broken(103, 103, 103, 103) with { FixedStatus = 8 }, Verify),
    ];

    private static IEnumerable<SimulatedJob> Late() =>
    [
        Job(109, "Refresh DNS 刷新 DNS", Broken(12, 12, 12, 12, 12, 12, 12, 1) with { FixedStatus = 9, Seconds = 10.6 }),
        Job(110, "Bulk upgrade 批量升级", Push, Install with { FixedStatus = 10 }, Verify),
        Job(111, "Bulk upgrade 批量升级", Push, Broken(403, 403, 404, 403) with { FixedStatus = 11 }, Verify),
        Job(112, "Bulk upgrade 批量升级", Push, Broken(404, 404) with { FixedStatus = 12 }, Verify) with
        {
            Generation = Generation.Job2,
        },
        Job(113, "Switch traffic 切换流量", Push, Approve with { ConfirmedAfter = 301, ConfirmTerminates = true }, Quick(Install)),
        Job(114, "Refresh DNS 刷新 DNS", Install with { FixedStatus = 14, Seconds = 698.8 }),
        Job(115, "Rolling restart 滚动重启", Install with { FixedStatus = 15, Hosts = 12, Batches = 3, BatchPause = 30 }) with
        {
            FixedStatus = 15,
        },
        Job(116, "Status to come 未来的状态", Broken(777, 500, 0) with { FixedStatus = 21, Type = 9 }) with { FixedStatus = 21 },
    ];

    // A job of one step was started without a plan, and its step has the job's name.
    private static SimulatedJob Job(long id, string name, params SimulatedStep[] steps) => steps is [var only]
        ? new() { Id = id, Name = name, Steps = [only with { Name = name }] }
        : new() { Id = id, Name = name, PlanId = 1000732, Steps = steps };

    // A step that runs after a command, while a user watches.
    private static SimulatedStep Quick(SimulatedStep step) => step with { Seconds = 6 };

    private static SimulatedStep Broken(params int[] codes) => Install with { FailedHosts = codes.Length, FailureCodes = codes };
}
