namespace BkJob.Simulator.Demo;

/// <summary>The accounts and saved scripts of every scope.</summary>
internal static class DemoResources
{
    public static void AddTo(JobCatalogue jobs)
    {
        foreach (var account in Accounts)
        {
            jobs.Accounts.Add(account);
        }

        foreach (var script in Scripts)
        {
            jobs.Scripts.Add(script);
        }
    }

    private static SimulatedAccount[] Accounts =>
    [
        new() { Id = 5 },
        new() { Id = 6, Account = "app", Alias = "app" },
        new() { Id = 7, Account = "mysql", Alias = "mysql" },

        // The alias differs from the login name.
        new() { Id = 9, Account = "Administrator", Alias = "winadmin" },
        new() { Id = 12, Account = "dba", Alias = "orders-db", Category = 2 },
    ];

    private static SimulatedScript[] Scripts =>
    [
        new()
        {
            Id = "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
            Name = "purge_logs 清理日志",
            Versions =
            [
                new(1000321, "v2", "#!/bin/bash\nfind /data/log -name '*.log' -mtime +\"${1:-14}\" -delete\n"),
                new(1000320, "v1", "#!/bin/bash\nrm -rf /data/log/*\n") { Status = 3 },
            ],
        },
        new()
        {
            Id = "a1b2c3d4e5f60718293a4b5c6d7e8f90",
            Name = "draft_only 草稿",
            Language = 5,
            Versions = [new(1000330, "v1", "Get-Service\r\n") { Status = 0 }],
        },
    ];
}
