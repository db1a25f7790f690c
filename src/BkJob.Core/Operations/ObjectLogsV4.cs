using BkJob.Logs;
using BkJob.Protocol;

namespace BkJob.Operations;

/// <summary>
/// The logs of up to 50 hosts or containers (<c>batch_get_job_instance_execute_object_log</c>, protocol-actions.md §1.5).
/// </summary>
internal static class ObjectLogsV4
{
    public const string Name = "batch_get_job_instance_execute_object_log";

    // The server reads one of the lists only, so a request is about hosts with an ID, hosts without, or containers.
    public static void WriteHosts(ParameterWriter parameters, HostLogRequest request)
    {
        parameters.Number("step_instance_id", request.StepInstanceId);
        if (request.Hosts.All(host => host.ContainerNumber is not null))
        {
            parameters.Numbers("container_id_list", request.Hosts.Select(host => host.ContainerNumber!.Value));
        }
        else if (request.Hosts.All(host => host.HostId is not null))
        {
            parameters.Numbers("host_id_list", request.Hosts.Select(host => host.HostId!.Value));
        }
        else
        {
            parameters.Objects("ip_list", request.Hosts, IpLogsV3.WriteHost);
        }
    }

    public static ResponseReader<HostLogResult> CreateReader(HostLogRequest request) => new JsonResponseReader<ObjectLogsDto, HostLogResult>(
        JobJson.Default.ObjectLogsDto,
        result => request.ValidateIds(result.JobInstanceId, result.StepInstanceId),
        result => new HostLogResult([
            .. (result.ScriptStepExecuteObjectLogs ?? []).OfType<ObjectScriptLogDto>().Select(log => log.ToRow()),
            .. (result.FileStepExecuteObjectLogs ?? []).OfType<ObjectFilesDto>().Select(log => log.ToRow()),
        ]));

    internal sealed record ObjectLogsDto(
        long? JobInstanceId, long? StepInstanceId, ObjectScriptLogDto?[]? ScriptStepExecuteObjectLogs, ObjectFilesDto?[]? FileStepExecuteObjectLogs);

    internal sealed record ObjectScriptLogDto(ExecuteObjectDto? ExecuteObject, string? LogContent)
    {
        public HostLogRow ToRow() => new(ExecuteObject?.ToKey() ?? HostKey.None, LogContent);
    }

    internal sealed record ObjectFilesDto(ExecuteObjectDto? ExecuteObject, ObjectFileLogDto?[]? DownloadLog, ObjectFileLogDto?[]? UploadLog)
    {
        public HostLogRow ToRow() => HostLogRow.OfFiles(
            ExecuteObject?.ToKey() ?? HostKey.None,
            (DownloadLog ?? []).Concat(UploadLog ?? []).OfType<ObjectFileLogDto>().Select(file => file.ToFileLog()));
    }

    internal sealed record ObjectFileLogDto(
        int? Mode, ExecuteObjectDto? SrcExecuteObject, string? SrcPath, ExecuteObjectDto? DestExecuteObject, string? DestPath, int? Status,
        string? Size, string? Speed, string? Process, string? LogContent)
    {
        public FileLog ToFileLog() => new()
        {
            Mode = (FileLogMode?)Mode,
            SourceAddress = SrcExecuteObject?.Address,
            SourcePath = SrcPath,
            DestinationAddress = DestExecuteObject?.Address,
            DestinationPath = DestPath,
            Status = (FileLogStatus?)Status,
            Size = Size,
            Speed = Speed,
            Progress = Process,
            Content = LogContent,
        };
    }

    internal sealed record ExecuteObjectDto(IpLogsV3.LogHostDto? Host, ContainerDto? Container)
    {
        public string? Address => Host?.Address ?? Container?.Name;

        public HostKey ToKey() => Container is not null ? new HostKey(Container.Id) : Host?.ToKey() ?? HostKey.None;
    }

    internal sealed record ContainerDto(long? Id, string? Name);
}
