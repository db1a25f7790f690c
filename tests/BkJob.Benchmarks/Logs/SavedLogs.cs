using BkJob.Benchmarks.Engines;
using BkJob.Benchmarks.Measuring;
using BkJob.Benchmarks.Server;

namespace BkJob.Benchmarks.Logs;

/// <summary>How much of the logs of a job is in memory while they are saved.</summary>
/// <param name="LiveBytes">The largest live heap, beyond that without logs.</param>
internal sealed record SavedLogs(long LiveBytes)
{
    /// <summary>The throttle limit, so that the job has more batches than are requested at a time.</summary>
    public const int ThrottleLimit = 2;

    /// <summary>The number of hosts of a batch.</summary>
    public const int HostsOfBatch = 500;

    /// <summary>The bytes of the texts of a batch.</summary>
    public const long BytesOfBatch = (long)HostsOfBatch * LogBody.TextLength * sizeof(char);

    private const string Script = """
        param($Id, $BizId, $ThrottleLimit, $Folder, $Peak)
        Get-BkJobLog $Id -BizId $BizId -ThrottleLimit $ThrottleLimit | ForEach-Object { $Peak.Pass(); $_ } | Save-BkJobLog $Folder -Force
        """;

    /// <summary>The number of batches that are in memory.</summary>
    public double Batches => Math.Round((double)LiveBytes / BytesOfBatch);

    /// <summary>Saves the logs of a job twice: what the first run leaves in memory, such as pooled buffers, is not counted.</summary>
    public static async Task<SavedLogs> MeasureAsync(Uri server, int hosts)
    {
        using var session = new ConnectedSession(server, BkJobApi.EsbV3);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("BkJob.Benchmarks-");
        try
        {
            await SaveAsync(session, hosts, folder);
            return new SavedLogs((await SaveAsync(session, hosts, folder)).Bytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<HeapPeak> SaveAsync(ConnectedSession session, int hosts, DirectoryInfo folder)
    {
        var peak = new HeapPeak(HostsOfBatch);
        await session.RunAsync(
            shell => shell.AddScript(Script)
                .AddParameter("Id", Jobs.IdFor(hosts))
                .AddParameter("BizId", Jobs.Ended)
                .AddParameter("ThrottleLimit", ThrottleLimit)
                .AddParameter("Folder", folder.FullName)
                .AddParameter("Peak", peak),
            static _ => { });
        return peak.Count == hosts ? peak : throw new InvalidOperationException($"{peak.Count} logs were saved, not {hosts}.");
    }
}
