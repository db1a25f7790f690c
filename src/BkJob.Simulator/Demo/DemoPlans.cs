namespace BkJob.Simulator.Demo;

/// <summary>The plans of the demo: every type of variable, and one name in two templates.</summary>
internal static class DemoPlans
{
    public const long Deployment = 1000450;
    public const long LogCleanup = 1000732;
    public const long RestartGateway = 1000790;

    private static readonly SimulatedPlanHost[] WebTier =
        [.. Enumerable.Range(1, 20).Select(host => new SimulatedPlanHost(2_000_000 + host, $"10.0.0.{host}"))];

    public static void AddTo(PlanCatalogue plans, DateTimeOffset now)
    {
        foreach (var (index, plan) in All.Index())
        {
            plans.Add(plan with { CreateTime = now.AddDays(-90 - index), LastModifyTime = now.AddDays(-3 * (index + 1)) });
        }
    }

    /// <summary>The values with which job 100 was started.</summary>
    public static IReadOnlyList<SimulatedVariable> DeploymentVariables =>
    [
        new() { Name = "VERSION", Value = "2.14.0" },
        new() { Name = "KEEP_RELEASES", Value = "5" },
        new() { Name = "LAST_RESTARTED", Value = "", ChangedByStep = 1, ChangedValue = "10.0.0.19" },
        new() { Name = "WEB_TIER", Type = 3 },
        new() { Name = "DB_PASSWORD", Type = 4, Value = "not shown" },
    ];

    private static SimulatedPlan[] All =>
    [
        Deploy,
        new()
        {
            Id = LogCleanup,
            Name = "Nightly log cleanup 夜间日志清理",
            TemplateId = 1000101,
            Creator = "ops_liu",
            Steps =
            [
                new()
                {
                    Name = "Purge archived logs 清理归档日志", TargetVariable = "HOSTS",
                    Script = "#!/bin/bash\n./purge.sh \"$1\"\n", Parameter = "${KEEP_DAYS}",
                },
            ],
            Variables =
            [
                new() { Id = 1, Name = "KEEP_DAYS", Value = "14", Required = true },
                new() { Id = 2, Name = "HOSTS", Type = 3, Required = true, Hosts = WebTier[..12] },
            ],
        },
        new()
        {
            Id = 1000733, Name = "Sync monitoring agents 同步监控 Agent", TemplateId = 1000105, NeedUpdate = true,
            Steps = [new() { Name = "Sync 同步" }],
        },
        new() { Id = 1000760, Name = "Back up databases 备份数据库", TemplateId = 1000106, Steps = [new() { Name = "Dump and upload 导出并上传" }] },
        new() { Id = RestartGateway, Name = "Restart gateway 重启网关", TemplateId = 1000108, Steps = [new() { Name = "Restart 重启" }] },
        new()
        {
            Id = 1000791, Name = "Restart gateway 重启网关", TemplateId = 1000110, Creator = "ops_liu",
            Steps = [new() { Name = "Approve 确认", Type = 3 }, new() { Name = "Restart 重启" }],
        },
        new() { Id = 1000801, Name = "Patch all edge nodes 修补全部边缘节点", TemplateId = 1000112, Steps = [new() { Name = "Apply patch 应用补丁" }] },
        new() { Id = 1000820, Name = "Flush caches of api pods 清空 Pod 缓存", TemplateId = 1000113, ViewDenied = true },
    ];

    private static SimulatedPlan Deploy => new()
    {
        Id = Deployment,
        Name = "Deploy web-portal 2.14.0 发布门户",
        TemplateId = 1000101,
        Creator = "ops_liu",
        Steps =
        [
            new()
            {
                Name = "Push release package 分发发布包", Type = 2, TargetVariable = "WEB_TIER",
                SourcePath = "/data/release/package-1.tar.gz",
            },
            new()
            {
                Name = "Restart web tier 重启服务", TargetVariable = "WEB_TIER",
                Script = "#!/bin/bash\n./restart.sh \"$1\"\n", Parameter = "${VERSION}",
            },
            new()
            {
                Name = "Smoke test 冒烟测试", TargetVariable = "WEB_TIER",
                Script = "#!/bin/bash\ncurl -fsS http://localhost:8080/healthz\n",
            },
        ],
        Variables =
        [
            new() { Id = 1, Name = "VERSION", Value = "2.14.0", Required = true, Description = "The release to deploy 要发布的版本" },
            new() { Id = 2, Name = "STAGE", Type = 2, Value = "blue", Description = "Kept by each host 每台主机各自保存" },
            new()
            {
                Id = 3, Name = "WEB_TIER", Type = 3, Required = true, Description = "Where to deploy 目标主机",
                Hosts = WebTier, TopologyNodes = ["module/1000"], DynamicGroups = ["blo8gn6hkf2"],
            },
            new() { Id = 4, Name = "DB_PASSWORD", Type = 4, Value = "not shown", Description = "Password of the database 数据库密码" },
            new() { Id = 5, Name = "PORTS", Type = 5, Value = "([\"http\"]=\"8080\" [\"admin\"]=\"9090\")" },
            new() { Id = 6, Name = "DIRS", Type = 6, Value = "(\"/opt/app\" \"/var/log/app\")" },
            new() { Id = 7, Name = "KEEP_RELEASES", Value = "5", Description = "Older ones are deleted 保留的版本数" },
            new() { Id = 8, Name = "LAST_RESTARTED", Value = "" },
            new() { Id = 9, Name = "DEBUG", Value = "0", Used = false },
        ],
    };
}
