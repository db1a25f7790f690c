using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;
using BkJob.Core.Tests.Support;
using BkJob.History;

namespace BkJob.Core.Tests.History;

/// <summary>A history with the limits of a real server (protocol-actions.md §2.1, §2.2), and the requests for its pages.</summary>
internal sealed class HistoryServer : IAsyncDisposable
{
    private const long MaxSpan = 30L * 24 * 60 * 60 * 1000;
    private readonly StubServer _server;
    private readonly List<HistoryPage> _pages = [];

    public HistoryServer() => _server = new StubServer(Answer);

    /// <summary>The time of the newest job.</summary>
    public static DateTimeOffset Newest { get; } = new(2026, 7, 20, 1, 15, 0, TimeSpan.Zero);

    /// <summary>The jobs, in any order.</summary>
    public List<HistoryJob> Jobs { get; } = [];

    /// <summary>The maximum start of a page over v3; null for no limit.</summary>
    public int? StartLimit { get; init; }

    /// <summary>Called before each response, with the number of requests before.</summary>
    public Action<int>? BeforeResponse { get; init; }

    /// <summary>The pages that were requested.</summary>
    public IReadOnlyList<HistoryPage> Pages => _pages;

    /// <summary>Adds jobs with the IDs 1 to count, the newest first, one each interval.</summary>
    public void AddJobs(int count, TimeSpan interval, int status = 3)
    {
        for (int n = 0; n < count; n++)
        {
            Jobs.Add(new HistoryJob(Jobs.Count + 1, (Newest - (n * interval)).ToUnixTimeMilliseconds(), status));
        }
    }

    public BkJobClient Connect(BkJobApi api) => _server.Connect(api);

    /// <summary>A filter over a number of days until a minute after the newest job.</summary>
    public static JobInstanceFilter Filter(double days, params JobStatus[] statuses) =>
        new(new JobScope(1, null, null), Newest.AddMinutes(1).AddDays(-days), Newest.AddMinutes(1)) { Statuses = statuses };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private byte[] Answer(RawRequest request)
    {
        var query = HttpUtility.ParseQueryString(request.Query);
        long Number(string name, long otherwise) => query[name] is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        bool isV4 = request.Path.Contains("/api/v4/", StringComparison.Ordinal);
        long start = Number(isV4 ? "offset" : "start", 0);
        int length = (int)Number("length", 20);
        var page = new HistoryPage(Number("create_time_start", 0), Number("create_time_end", 0), Number("status", 0), (int)start, length);
        lock (_pages)
        {
            BeforeResponse?.Invoke(_pages.Count);
            _pages.Add(page);
        }

        string? code = isV4
            ? (start > 10_000 || length is < 1 or > 200 ? "1241025" : null)
            : page.End <= page.Start ? "1241007" : page.End - page.Start > MaxSpan ? "1241002"
            : start > StartLimit ? "1241010" : length is < 1 or > 1000 ? "1240003" : null;
        code ??= page.Status is < 0 or > 15 or 12 ? "1240002" : null;
        if (code is not null)
        {
            return isV4
                ? RawServer.CreateResponse(400, $$$"""{"error":{"code":"INVALID_ARGUMENT","message":"no","details":[{"code":"{{{code}}}","message":"no"}]}}""")
                : RawServer.CreateResponse(200, $$"""{"result":false,"code":{{code}},"message":"no"}""");
        }

        HistoryJob[] found = [.. Jobs.Where(job => job.CreateTime >= page.Start && job.CreateTime <= page.End && (page.Status == 0 || job.Status == page.Status))
            .OrderByDescending(job => job.CreateTime)];
        var rows = new JsonArray([.. found.Skip((int)start).Take(length).Select(job => job.ToJson())]);
        JsonObject data = isV4
            ? new JsonObject { ["job_instance_list"] = rows }
            : new JsonObject { ["start"] = start, ["length"] = length, ["total"] = found.Length, ["data"] = rows.Count == 0 ? null : rows };
        return RawServer.CreateResponse(200, new JsonObject { ["result"] = true, ["code"] = 0, ["data"] = data }.ToJsonString());
    }
}

/// <summary>A job of the history.</summary>
internal sealed record HistoryJob(long Id, long CreateTime, int Status, string Name = "Nightly log cleanup", long PlanId = -1)
{
    public JsonNode ToJson() => new JsonObject
    {
        ["bk_biz_id"] = 1,
        ["job_instance_id"] = Id,
        ["name"] = Name,
        ["status"] = Status,
        ["create_time"] = CreateTime,
        ["job_plan_id"] = PlanId,
    };
}

/// <summary>A page as it was requested.</summary>
internal sealed record HistoryPage(long Start, long End, long Status, int Offset, int Length)
{
    public override string ToString() => $"{Offset}:{Length}";
}
