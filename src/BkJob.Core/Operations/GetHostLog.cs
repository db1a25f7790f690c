using BkJob.Logs;
using BkJob.Protocol;
using static BkJob.BkJobApi;

namespace BkJob.Operations;

/// <summary>
/// Reads the log of one host (<c>get_job_instance_ip_log</c>, protocol-actions.md §1.3). It finds logs that the call for many hosts leaves
/// out before Job 3.11: of a host that succeeded earlier and was not run again.
/// </summary>
internal static class GetHostLog
{
    private const string Name = "get_job_instance_ip_log";

    public static readonly Operation<HostLogRequest, HostLogResult> Operation = new()
    {
        Names = new Dictionary<BkJobApi, string> { [EsbV3] = Name, [GatewayV3] = Name },
        WriteParameters = static (parameters, request) =>
        {
            StepIpStatus host = request.Hosts[0];
            parameters.Scope(request.Scope);
            parameters.Number("job_instance_id", request.JobInstanceId);
            parameters.Number("step_instance_id", request.StepInstanceId);

            // Job 3.7 and 3.8 reject a request with an ID alone (protocol-actions.md §10, trap 17).
            parameters.Number("bk_host_id", host.HostId);
            parameters.Number("bk_cloud_id", host.Ip is null ? null : host.CloudId ?? 0);
            parameters.Text("ip", host.Ip);
        },
        CreateReader = static (request, _, _) => new JsonResponseReader<HostLogDto, HostLogResult>(
            JobJson.Default.HostLogDto,
            result => result.Validate(request),
            result => new HostLogResult([result.ToRow(request.Hosts[0])])),
    };

    /// <summary>A file step returns the uploads of every source host in addition to the files of the host.</summary>
    internal sealed record HostLogDto(
        long? JobInstanceId, long? StepInstanceId, long? BkHostId, long? BkCloudId, string? Ip, string? LogContent, IpLogsV3.IpFileLogDto?[]? FileLogs)
    {
        /// <summary>Checks the IDs of a response as far as it has any: Job 3.x returns those of the host only.</summary>
        public ResponseParseError? Validate(HostLogRequest request) =>
            request.ValidateIds(JobInstanceId ?? request.JobInstanceId, StepInstanceId ?? request.StepInstanceId) ?? Validate(request.Hosts[0]);

        private ResponseParseError? Validate(StepIpStatus host) =>
            BkHostId is { } id && host.HostId is { } requested && id != requested
                ? ResponseParseError.OtherHost("data.bk_host_id", FormattableString.Invariant($"{requested}"), FormattableString.Invariant($"{id}"))
            : !string.IsNullOrEmpty(Ip) && host.Ip is not null && (Ip != host.Ip || (BkCloudId ?? host.CloudId ?? 0) != (host.CloudId ?? 0))
                ? ResponseParseError.OtherHost("data.ip", Format(host.CloudId, host.Ip), Format(BkCloudId ?? host.CloudId, Ip))
            : null;

        private static string Format(long? cloudId, string ip) => FormattableString.Invariant($"{cloudId ?? 0}:{ip}");

        public HostLogRow ToRow(StepIpStatus host) => FileLogs is { Length: > 0 }
            ? HostLogRow.OfFiles(HostKey.Of(host), FileLogs.OfType<IpLogsV3.IpFileLogDto>().Where(file => IsOf(file, host)).Select(file => file.ToFileLog()))
            : new HostLogRow(HostKey.Of(host), LogContent);

        private static bool IsOf(IpLogsV3.IpFileLogDto file, StepIpStatus host) =>
            (file.Mode == (int)FileLogMode.Upload ? file.SrcIp : file.DestIp)?.ToKey() is not { } key || key.Matches(HostKey.Of(host));
    }
}
