using System.Collections.Concurrent;

namespace BkJob.Benchmarks.Server;

/// <summary>The responses over ESB v3. Those of ended jobs are written once and kept as the bytes that are sent.</summary>
internal sealed class JobsV3
{
    /// <summary>The path of the API.</summary>
    public const string Path = "api/c/compapi/v2/jobv3/";

    private static readonly long Start = HistoryBody.Day.ToUnixTimeMilliseconds();

    private readonly ConcurrentDictionary<(long JobId, long BizId), byte[]> _statuses = new();
    private readonly ConcurrentDictionary<(long JobId, long FirstHost, int Count), byte[]> _logs = new();
    private readonly ConcurrentDictionary<(long Start, long Length, long Status), byte[]> _pages = new();
    private readonly FollowedJobs _followed = new();

    /// <summary>The whole response to a request; null if it is not a request of this API.</summary>
    public byte[]? GetResponse(ReadOnlySpan<byte> request)
    {
        ReadOnlySpan<byte> line = RequestLine.Of(request);
        return line.IndexOf("/jobv3/get_job_instance_status/"u8) >= 0 ? GetStatus(line)
            : line.IndexOf("/jobv3/batch_get_job_instance_ip_log/"u8) >= 0 ? GetLogs(LogRequest.Read(RequestFrame.GetBody(request)))
            : line.IndexOf("/jobv3/get_job_instance_list/"u8) >= 0 ? GetHistory(line)
            : null;
    }

    private byte[] GetStatus(ReadOnlySpan<byte> line)
    {
        RequestLine.TryParameter(line, "job_instance_id"u8, out long id);
        RequestLine.TryParameter(line, "bk_biz_id"u8, out long bizId);
        return FollowedJobs.Contains(bizId)
            ? Jobs.Ok(FollowedJobs.WriteStatus(id, bizId))
            : _statuses.GetOrAdd((id, bizId), job => Jobs.Ok(
                JobBodyV3.Write(job.JobId, job.BizId, Jobs.HostsOf(job.JobId), isRunning: false, Start)));
    }

    private byte[] GetLogs(LogRequest request) => FollowedJobs.Contains(request.BizId)
        ? Jobs.Ok(_followed.WriteLogs(request))
        : _logs.GetOrAdd(
            (request.JobId, request.HostIds[0], request.HostIds.Length), _ => Jobs.Ok(LogBody.Write(request, LogBody.WriteText)));

    private byte[] GetHistory(ReadOnlySpan<byte> line)
    {
        RequestLine.TryParameter(line, "bk_biz_id"u8, out long bizId);
        RequestLine.TryParameter(line, "&start"u8, out long start);
        RequestLine.TryParameter(line, "&length"u8, out long length);
        RequestLine.TryParameter(line, "&status"u8, out long status);
        return _pages.GetOrAdd(
            (start, length, status), page => Jobs.Ok(HistoryBody.Write(bizId, page.Start, page.Length, page.Status)));
    }
}
