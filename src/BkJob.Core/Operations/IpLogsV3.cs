using System.Text.Json.Serialization;
using BkJob.Logs;
using BkJob.Protocol;

namespace BkJob.Operations;

/// <summary>
/// The logs of up to 500 hosts (<c>batch_get_job_instance_ip_log</c>, protocol-actions.md §1.4). Hosts without a log are missing from the
/// response, and its rows are in any order.
/// </summary>
internal static class IpLogsV3
{
    public const string Name = "batch_get_job_instance_ip_log";

    // A list of host IDs takes precedence on the server, so a host without one, before Job 3.7, is requested in a list of its own.
    public static void WriteHosts(ParameterWriter parameters, HostLogRequest request)
    {
        parameters.Number("step_instance_id", request.StepInstanceId);
        if (request.Hosts.All(host => host.HostId is not null))
        {
            parameters.Numbers("host_id_list", request.Hosts.Select(host => host.HostId!.Value));
        }
        else
        {
            parameters.Objects("ip_list", request.Hosts, WriteHost);
        }
    }

    /// <summary>Identifies a host by its address, and by its ID if it has no IPv4 address.</summary>
    public static void WriteHost(ParameterWriter parameters, StepIpStatus host)
    {
        if (host.Ip is null)
        {
            parameters.Number("bk_host_id", host.HostId);
            return;
        }

        parameters.Number("bk_cloud_id", host.CloudId ?? 0);
        parameters.Text("ip", host.Ip);
    }

    public static ResponseReader<HostLogResult> CreateReader(HostLogRequest request) => new JsonResponseReader<IpLogsDto, HostLogResult>(
        JobJson.Default.IpLogsDto,
        result => request.ValidateIds(result.JobInstanceId, result.StepInstanceId),
        result => new HostLogResult([
            .. (result.ScriptTaskLogs ?? []).OfType<IpScriptLogDto>().Select(log => log.ToRow()),
            .. (result.FileTaskLogs ?? []).OfType<IpFilesDto>().Select(log => log.ToRow()),
        ]));

    internal sealed record IpLogsDto(
        long? JobInstanceId, long? StepInstanceId, IpScriptLogDto?[]? ScriptTaskLogs, IpFilesDto?[]? FileTaskLogs);

    /// <summary>Before Job 3.11 the ID of the host is in <c>host_id</c> only.</summary>
    internal sealed record IpScriptLogDto(
        long? BkHostId, long? HostId, long? BkCloudId, string? Ip, [property: JsonPropertyName("ipv6")] string? Ipv6, string? LogContent)
    {
        public HostLogRow ToRow() => new(new HostKey(BkHostId ?? HostId, BkCloudId, Ip, Ipv6), LogContent);
    }

    internal sealed record IpFilesDto(long? BkHostId, long? BkCloudId, string? Ip, IpFileLogDto?[]? FileLogs)
    {
        public HostLogRow ToRow() => HostLogRow.OfFiles(
            new HostKey(BkHostId, BkCloudId, Ip), (FileLogs ?? []).OfType<IpFileLogDto>().Select(file => file.ToFileLog()));
    }

    internal sealed record IpFileLogDto(
        int? Mode, LogHostDto? SrcIp, string? SrcPath, LogHostDto? DestIp, string? DestPath, int? Status, string? Size, string? Speed, string? Process,
        string? LogContent)
    {
        public FileLog ToFileLog() => new()
        {
            Mode = (FileLogMode?)Mode,
            SourceAddress = SrcIp?.Address,
            SourcePath = SrcPath,
            DestinationAddress = DestIp?.Address,
            DestinationPath = DestPath,
            Status = (FileLogStatus?)Status,
            Size = Size,
            Speed = Speed,
            Progress = Process,
            Content = LogContent,
        };
    }

    internal sealed record LogHostDto(long? BkHostId, long? BkCloudId, string? Ip, [property: JsonPropertyName("ipv6")] string? Ipv6)
    {
        /// <summary>Some servers identify the hosts of a file by ID only.</summary>
        public string? Address => Ip ?? Ipv6 ?? BkHostId?.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public HostKey ToKey() => new(BkHostId, BkCloudId, Ip, Ipv6);
    }
}
