namespace BkJob.Simulator.Demo;

/// <summary>Jobs 142 and 143: they wait for a user, since before the last five days.</summary>
internal static class WaitingJobs
{
    public static IEnumerable<SimulatedJob> All(DateTimeOffset now) =>
        new[] { ByHand, OfSomebodyElse }.Select(job => job with { StartedAt = now.AddDays(-6) });

    private static SimulatedJob ByHand => new()
    {
        Id = 142,
        Name = "Upgrade kernels batch by batch 分批升级内核",
        PlanId = 1000902,
        Steps =
        [
            new()
            {
                Name = "Upgrade kernels 升级内核", Hosts = 12, Seconds = 18, Batches = 3, ManualBatches = true, Output = DemoLogs.Install,
            },
            new() { Name = "Verify versions 校验版本", Hosts = 12, Seconds = 3, Output = DemoLogs.Verify },
        ],
    };

    private static SimulatedJob OfSomebodyElse => new()
    {
        Id = 143,
        Name = "Open maintenance window 开启维护窗口",
        PlanId = 1000903,
        Operator = "ops_liu",
        Steps =
        [
            new()
            {
                Name = "Approve window 确认维护窗口", Type = 3,
                Approvers = ["ops_liu", "ops_wang"], ApproverRoles = ["JOB_RESOURCE_TRIGGER_USER"],
            },
            new() { Name = "Silence alerts 屏蔽告警", Hosts = 3, Seconds = 4 },
        ],
    };
}
