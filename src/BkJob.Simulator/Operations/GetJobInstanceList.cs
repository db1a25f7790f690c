using System.Text.Json;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Operations;

/// <summary>The history of a scope, newest first (protocol-actions.md §2.1, §2.2). Its pages move when a job is added.</summary>
internal sealed class GetJobInstanceList(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock) : IOperation
{
    public const string OperationName = "get_job_instance_list";

    private const long MaxSpan = 2_592_000_000;
    private const int MaxLength = 1000;
    private const int MaxOffset = 10_000;
    private const int V4MaxLength = 200;
    private const int V4DefaultLength = 10;
    private const string TimeStart = "create_time_start";
    private const string TimeEnd = "create_time_end";

    public string Name => OperationName;

    public ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3 | ServerApis.GatewayV4;

    public bool IsPost => false;

    public JobReply Handle(JobCall call)
    {
        if (HistoryQuery.Read(call, IsPost, out var query) is { } invalid)
        {
            return invalid;
        }

        var isV4 = call.Api == ServerApis.GatewayV4;
        var rejection = (isV4 ? RejectV4(query, call.Messages) : RejectV3(query, call.Messages)) ?? query.RejectCodes(call.Messages);
        return rejection is not null ? rejection
            : isV4 ? ReplyV4(call, query)
            : ReplyV3(call, query);
    }

    private Rejection? RejectV3(HistoryQuery query, JobMessages messages)
    {
        var (start, end, length) = (query[TimeStart], query[TimeEnd], query["length"]);

        // Servers before 3.11 do not check the length.
        return start is null or < 1 ? messages.IllegalParameter(TimeStart)
            : end is null or < 1 ? messages.IllegalParameter(TimeEnd)
            : end <= start ? messages.IllegalParameter($"{TimeStart}|{TimeEnd}")
            : end - start > MaxSpan ? messages.InvalidParameters
            : query["start"] > options.HistoryStartLimit ? messages.IllegalParameter("start", $"start > {options.HistoryStartLimit}")
            : length is < 1 or > MaxLength && options.Profile != ServerProfile.Job39
                ? messages.Invalid(messages.RangeWords("length", 1, MaxLength))
            : null;
    }

    private static Rejection? RejectV4(HistoryQuery query, JobMessages messages)
    {
        var missing = Array.Find(new[] { TimeStart, TimeEnd }, name => query[name] is null);
        return missing is not null ? messages.MissingParameter(missing)
            : query["offset"] is < 0 or > MaxOffset
                ? messages.InvalidFields([("offset", messages.RangeWords("offset", 0, MaxOffset))])
            : query["length"] is < 1 or > V4MaxLength
                ? messages.InvalidFields([("length", messages.RangeWords("length", 1, V4MaxLength))])
            : null;
    }

    private Response ReplyV3(JobCall call, HistoryQuery query)
    {
        var now = clock.Now;
        var found = query.Find(jobs, now);
        var page = ListPage.Of(query["start"], query["length"]);
        return SuccessBody.Create(call, json =>
            page.Write(json, found, isNullIfEmpty: true, job => WriteRow(json, job, now, NullStyle.Written)));
    }

    private Response ReplyV4(JobCall call, HistoryQuery query)
    {
        var now = clock.Now;
        var rows = query.Find(jobs, now)
            .Skip((int)query["offset"].GetValueOrDefault())
            .Take((int)(query["length"] ?? V4DefaultLength));
        return SuccessBody.Create(call, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("job_instance_list");
            foreach (var job in rows)
            {
                WriteRow(json, job, now, NullStyle.Dropped);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private void WriteRow(Utf8JsonWriter json, SimulatedJob job, DateTimeOffset now, NullStyle nulls) =>
        JobRow.Write(json, JobView.At(job, now), jobs.Plans.Find(job.PlanId), nulls);
}
