using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Logs;

/// <summary>The lines of a script that specifies none.</summary>
internal static class DefaultText
{
    private static readonly string[] Work =
    [
        "{time} INFO checking free space 检查磁盘空间: 41% free on {ip}",
        "{time} INFO downloading package 下载安装包: 12.4 MB",
        "{time} INFO unpacking 解压 to /opt/app",
        "{time} INFO restarting service 重启服务",
    ];

    public static string Line(int number, int count) =>
        number == count - 1 ? "[{time}][PID:{pid}] job_success:[{tag}]"
        : number == 0 ? "[{time}][PID:{pid}] job_start"
        : Work[(number - 1) % Work.Length];
}

/// <summary>The last line of a failed host that specifies none.</summary>
internal static class FailureText
{
    private static readonly string[] Causes =
    [
        "tar: write error: No space left on device",
        "cp: cannot create regular file '/opt/app/bin/server': Read-only file system",
        "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)",
        "psql: error: connection to server at \"10.0.3.12\", port 5432 failed: Connection refused",
    ];

    /// <summary>True if the server writes the log, because nothing ran on the host.</summary>
    public static bool IsOfServer(int status) => HostCode.IsWithoutAgent(status) || status == HostCode.DispatchFailed;

    /// <summary>The cause that matches a status.</summary>
    /// <param name="status">The status of the host.</param>
    /// <param name="number">The index of the host among the failed hosts.</param>
    public static string Of(int status, int number) => status switch
    {
        HostCode.DispatchFailed => "[{time}] Fail to dispatch the task: gse task server is not available",
        13 or 16 or 102 or 303 => "[{time}] Script execution timed out and was killed 脚本执行超时，已被终止",
        103 or HostCode.Terminated or 404 => "[{time}] The script was terminated by a user 脚本被用户终止",
        202 or 203 => "[{time}] Source file does not exist 源文件不存在",
        311 => "su: user app does not exist",
        _ when HostCode.IsWithoutAgent(status) => "[{time}] Can not find Agent by ip:{ip}",
        _ => Causes[number % Causes.Length],
    };
}
