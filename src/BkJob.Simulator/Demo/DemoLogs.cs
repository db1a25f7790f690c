namespace BkJob.Simulator.Demo;

/// <summary>What the scripts of the demo write, one line each. A failed host writes its cause instead of the last line.</summary>
internal static class DemoLogs
{
    public static readonly string[] Restart =
    [
        "[{time}][PID:{pid}] job_start",
        "{time} INFO  stopping web-portal 停止服务 (pid 4117)",
        "{time} INFO  unpacking /data/release/package-1.tar.gz 解压发布包",
        "{time} INFO  starting web-portal 2.14.0 启动服务",
        "{time} INFO  health check passed 健康检查通过: http://{ip}:8080/healthz 200",
        "[{time}][PID:{pid}] job_success:[restarted]",
    ];

    public static readonly string[] Install =
    [
        "[{time}][PID:{pid}] job_start",
        "{time} INFO  installing packages 安装软件包: 14 to install, 3 to upgrade",
        "{time} INFO  verifying signatures 校验签名: ok",
        "{time} INFO  setting up agent 2.8.1 配置 Agent",
        "[{time}][PID:{pid}] job_success:[installed]",
    ];

    /// <summary>Without times: the hosts differ in their address only, and can be grouped.</summary>
    public static readonly string[] Verify =
    [
        "Linux {ip} 5.14.0-427.el9.x86_64 #1 SMP x86_64 GNU/Linux",
        "agent 2.8.1, python 3.11.9, openssl 3.0.13",
    ];

    public static readonly string[] CleanUp =
    [
        "[{time}][PID:{pid}] job_start",
        "Filesystem      Size  Used Avail Use% Mounted on",
        "/dev/vdb1       500G  431G   69G  87% /data",
        "removed 412 files older than 14 days 已删除 14 天前的文件 412 个",
        "/dev/vdb1       500G  204G  296G  41% /data",
        "[{time}][PID:{pid}] job_success:[cleaned]",
    ];

    public static readonly string[] Backup =
    [
        "[{time}][PID:{pid}] job_start",
        "{time} INFO  dumping database orders 导出数据库 orders: 18.2 GB",
        "{time} INFO  compressing 压缩: 4.1 GB",
        "{time} INFO  uploading to backup-01 上传到备份服务器",
        "[{time}][PID:{pid}] job_success:[backup complete]",
    ];

    /// <summary>Long enough to follow: one line for each shard.</summary>
    public static readonly string[] Rebuild =
    [
        "[{time}][PID:{pid}] job_start",
        .. Enumerable.Range(1, 20).Select(shard =>
            FormattableString.Invariant($"{{time}} INFO  rebuilding index {shard}/20 重建索引 shard-{shard:00}")),
        "[{time}][PID:{pid}] job_success:[rebuilt]",
    ];

    public static readonly string[] DiskFull = ["tar: write error: No space left on device"];

    public static readonly string[] ReadOnly = ["rm: cannot remove '/data/archive': Read-only file system"];

    public static readonly string[] Refused =
        ["pg_dump: error: connection to server at \"10.0.3.12\", port 5432 failed: Connection refused 连接被拒绝"];

    public static readonly string[] TimedOut = ["[{time}] Script execution timed out and was killed 脚本执行超时，已被终止"];

    public static readonly string[] OutOfMemory = ["./rebuild.sh: line 41: 4127 Killed  java -Xmx8g -jar indexer.jar 内存不足"];
}
