using BkJob.Core.Tests.Support;
using BkJob.History;
using static BkJob.BkJobApi;
using static BkJob.JobStatus;

namespace BkJob.Core.Tests.History;

/// <summary>The history, page by page: what is requested, and that each job is returned once, newest first (design-actions.md §4).</summary>
public sealed class JobInstanceSearchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Pages as start:length; take is what the pipeline reads, max what the user requested.</summary>
    [Theory]
    [InlineData(GatewayV3, 10_000, 3, null, "0:100")]
    [InlineData(GatewayV3, 10_000, 100, null, "0:100")]
    [InlineData(GatewayV3, 10_000, 101, null, "0:100 100:1000")]
    [InlineData(GatewayV3, 10_000, 3, 3, "0:3")]
    [InlineData(GatewayV3, 10_000, 2500, 2500, "0:1000 1000:1000 2000:500")]
    [InlineData(GatewayV3, 7, 100, null, "0:100")]
    [InlineData(GatewayV3, 0, 100, null, "0:100")]
    [InlineData(EsbV3, 10_000, 3, null, "0:100")]
    [InlineData(EsbV2, 10_000, 3, null, "0:100")]
    [InlineData(GatewayV4, 10_000, 3, null, "0:100")]
    [InlineData(GatewayV4, 10_000, 101, null, "0:100 100:200")]
    [InlineData(GatewayV4, 10_000, 500, 500, "0:200 200:200 400:100")]
    [InlineData(GatewayV4, 200, 1000, null, "0:100 100:200")]
    public async Task Pages_are_requested_as_far_as_they_are_read(BkJobApi api, int jobs, int take, int? max, string pages)
    {
        await using var server = new HistoryServer();
        server.AddJobs(jobs, TimeSpan.FromSeconds(8));
        await ReadAsync(server, api, HistoryServer.Filter(1) with { MaxRows = max }, take);
        Assert.Equal(pages, string.Join(' ', server.Pages));
    }

    [Theory]
    [InlineData(GatewayV3, 500, 75, null)]
    [InlineData(GatewayV3, 3500, 1, 1000)]
    [InlineData(GatewayV3, 3500, 75, 1000)]
    [InlineData(GatewayV4, 500, 75, null)]
    [InlineData(GatewayV4, 10_500, 1, null)]
    [InlineData(GatewayV4, 11_000, 75, null)]
    public async Task Each_job_is_returned_once_newest_first(BkJobApi api, int jobs, int days, int? startLimit)
    {
        await using var server = new HistoryServer { StartLimit = startLimit };
        server.AddJobs(jobs, (TimeSpan.FromDays(days) - TimeSpan.FromMinutes(2)) / jobs);
        List<JobInstanceSummary> rows = await ReadAsync(server, api, HistoryServer.Filter(days));
        Assert.Equal(Enumerable.Range(1, jobs).Select(id => (long)id), rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Span_over_30_days_is_split_newest_first()
    {
        await using var server = new HistoryServer();
        server.AddJobs(3, TimeSpan.FromDays(30));
        await ReadAsync(server, GatewayV3, HistoryServer.Filter(75));
        Assert.Equal([30, 30, 15], server.Pages.Select(page => (page.End - page.Start) / TimeSpan.FromDays(1).TotalMilliseconds));
        Assert.Equal(server.Pages.Select(page => page.End).OrderDescending(), server.Pages.Select(page => page.End));
    }

    [Fact]
    public async Task Jobs_created_between_pages_move_no_row()
    {
        HistoryServer? adding = null;
        await using var server = new HistoryServer
        {
            BeforeResponse = n => adding!.Jobs.Add(new HistoryJob(100_000 + n, HistoryServer.Newest.AddSeconds(n + 1).ToUnixTimeMilliseconds(), 2)),
        };
        adding = server;
        server.AddJobs(1500, TimeSpan.FromSeconds(8));
        List<JobInstanceSummary> rows = await ReadAsync(server, GatewayV3, HistoryServer.Filter(1));
        Assert.Equal(Enumerable.Range(1, 1500).Select(id => (long)id), rows.Select(row => row.Id).Where(id => id < 100_000));
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
        Assert.Single(server.Pages.Select(page => page.End).Distinct());
    }

    [Theory]
    [InlineData(GatewayV3)]
    [InlineData(GatewayV4)]
    public async Task Statuses_are_merged_newest_first(BkJobApi api)
    {
        await using var server = new HistoryServer();
        server.AddJobs(50, TimeSpan.FromSeconds(7), status: 4);
        server.AddJobs(150, TimeSpan.FromSeconds(5), status: 2);
        server.AddJobs(50, TimeSpan.FromSeconds(3), status: 3);
        List<JobInstanceSummary> rows = await ReadAsync(server, api, HistoryServer.Filter(1, Failed, Running, Failed, TerminateFailed));
        Assert.Equal(200, rows.Count);
        Assert.Equal(rows.Select(row => row.CreateTime).OrderDescending(), rows.Select(row => row.CreateTime));
        Assert.Equal([2, 4], server.Pages.Select(page => page.Status).Distinct().Order());
    }

    [Fact]
    public async Task Job_that_changes_its_status_is_returned_once()
    {
        HistoryServer? changing = null;
        await using var server = new HistoryServer { BeforeResponse = n => changing!.Jobs[0] = changing.Jobs[0] with { Status = n == 0 ? 2 : 3 } };
        changing = server;
        server.AddJobs(1, TimeSpan.Zero);
        Assert.Single(await ReadAsync(server, GatewayV3, HistoryServer.Filter(1, Running, Succeeded)));
    }

    [Fact]
    public async Task TerminateFailed_is_never_sent()
    {
        await using var server = new HistoryServer();
        Assert.Empty(await ReadAsync(server, GatewayV3, HistoryServer.Filter(1, TerminateFailed)));
        Assert.Empty(server.Pages);
    }

    [Fact]
    public async Task Rows_of_one_millisecond_beyond_the_cap_are_reported()
    {
        await using var server = new HistoryServer();
        server.AddJobs(11_000, TimeSpan.Zero);
        server.Jobs.Add(new HistoryJob(20_000, HistoryServer.Newest.AddHours(-1).ToUnixTimeMilliseconds(), 3));
        var gaps = new List<DateTimeOffset>();
        List<JobInstanceSummary> rows = await ReadAsync(server, GatewayV4, HistoryServer.Filter(1), gaps: gaps);
        Assert.Equal(HistoryServer.Newest, Assert.Single(gaps));
        Assert.Equal(20_000, rows[^1].Id);
    }

    [Theory]
    [InlineData(GatewayV3, 1, false, 300)]
    [InlineData(GatewayV3, 1, true, null)]
    [InlineData(GatewayV3, 75, false, null)]
    [InlineData(GatewayV4, 1, false, null)]
    public async Task Total_is_known_if_the_server_counts(BkJobApi api, int days, bool isFiltered, int? total)
    {
        await using var server = new HistoryServer();
        server.AddJobs(300, TimeSpan.FromSeconds(8));
        JobInstanceFilter filter = HistoryServer.Filter(days) with { ClientFilter = isFiltered ? _ => true : null };
        Assert.Equal(total, await new JobInstanceSearch(server.Connect(api), filter).CountAsync(Stop));
    }

    [Fact]
    public async Task Total_of_several_statuses_is_their_sum()
    {
        await using var server = new HistoryServer();
        server.AddJobs(30, TimeSpan.FromSeconds(8), status: 2);
        server.AddJobs(40, TimeSpan.FromSeconds(8), status: 4);
        Assert.Equal(70, await new JobInstanceSearch(server.Connect(GatewayV3), HistoryServer.Filter(1, Running, Failed)).CountAsync(Stop));
    }

    /// <summary>Rows are filtered after they were read; pages of the size that the user requested would be too many.</summary>
    [Fact]
    public async Task Filtered_rows_are_read_in_full_pages()
    {
        await using var server = new HistoryServer();
        server.AddJobs(1500, TimeSpan.FromSeconds(8));
        JobInstanceFilter filter = HistoryServer.Filter(1) with { MaxRows = 1, ClientFilter = job => job.Id == 900 };
        Assert.Equal(900, Assert.Single(await ReadAsync(server, GatewayV3, filter, take: 1)).Id);
        Assert.Equal("0:100 100:1000", string.Join(' ', server.Pages));
    }

    [Theory]
    [InlineData("1241002", 0, BkJobErrorKind.InvalidArgument, "30 days")]
    [InlineData("1240002", 99, BkJobErrorKind.InvalidArgument, "status that it does not know: 99")]
    [InlineData("1240002", 4, BkJobErrorKind.ServerError, "")]
    [InlineData("1240002", 0, BkJobErrorKind.ServerError, "")]
    [InlineData("1244006", 99, BkJobErrorKind.InstanceNotFound, "")]
    public async Task Uninformative_error_states_what_was_wrong(string code, int status, BkJobErrorKind kind, string text)
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(200, $$"""{"result":false,"code":{{code}},"message":"no"}"""));
        JobInstanceFilter filter = status == 0 ? HistoryServer.Filter(1) : HistoryServer.Filter(1, (JobStatus)status);
        var search = new JobInstanceSearch(server.Connect(GatewayV3), filter);
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(async () => await search.ReadAsync(Stop).GetAsyncEnumerator(Stop).MoveNextAsync());
        Assert.Equal((kind, code), (e.Kind, e.Code));
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_ESB_v3_has_no_history()
    {
        await using var server = new StubServer(_ => RawServer.CreateResponse(404, """{"result":false,"code":1306405,"message":"not found","data":null}"""));
        BkJobClient client = server.Connect(EsbV2);
        for (int n = 0; n < 2; n++)
        {
            BkJobException e = await Assert.ThrowsAsync<BkJobException>(
                async () => await new JobInstanceSearch(client, HistoryServer.Filter(1)).ReadAsync(Stop).GetAsyncEnumerator(Stop).MoveNextAsync());
            Assert.Equal(BkJobErrorKind.NotSupported, e.Kind);
            Assert.Contains("GatewayV3", e.Message, StringComparison.Ordinal);
        }

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Row_of_another_business_is_rejected()
    {
        await using var server = new HistoryServer();
        server.AddJobs(1, TimeSpan.Zero);
        BkJobException e = await Assert.ThrowsAsync<BkJobException>(
            () => ReadAsync(server, GatewayV3, HistoryServer.Filter(1) with { Scope = new JobScope(2, null, null) }));
        Assert.Equal((BkJobErrorKind.InvalidResponse, "data.data[0].bk_biz_id"), (e.Kind, e.Field));
    }

    private static async Task<List<JobInstanceSummary>> ReadAsync(
        HistoryServer server, BkJobApi api, JobInstanceFilter filter, int take = int.MaxValue, List<DateTimeOffset>? gaps = null)
    {
        var rows = new List<JobInstanceSummary>();
        var search = new JobInstanceSearch(server.Connect(api), filter, onIncomplete: time => gaps?.Add(time));
        await foreach (JobInstanceSummary row in search.ReadAsync(Stop))
        {
            rows.Add(row);
            if (rows.Count >= take)
            {
                break;
            }
        }

        return rows;
    }
}
